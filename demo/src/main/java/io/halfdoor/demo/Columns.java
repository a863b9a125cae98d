package io.halfdoor.demo;

import java.util.List;

/** How a table's width is shared among its columns. */
final class Columns {
  private Columns() {}

  /** Columns with more to say are wider, though none is starved; the sum is the whole. */
  static float[] widths(List<List<String>> rows, float whole) {
    int columns = rows.getFirst().size();
    float[] weights = new float[columns];
    float sum = 0;
    for (int c = 0; c < columns; c++) {
      float longest = 0;
      float all = 0;
      for (List<String> row : rows) {
        longest = Math.max(longest, row.get(c).length());
        all += row.get(c).length();
      }
      weights[c] = Math.max(7, Math.min(longest, 14) + all / rows.size());
      sum += weights[c];
    }
    for (int c = 0; c < columns; c++) {
      weights[c] *= whole / sum;
    }
    return weights;
  }
}
