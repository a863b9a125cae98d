package io.halfdoor.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of a measurement, shown as a table that fits into a README as it stands. */
final class Figures {

  private record Row(String name, double[] runs, String unit, Goal goal) {

    double median() {
      double[] sorted = runs.clone();
      Arrays.sort(sorted);
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }

  /** What a figure is to be. */
  record Goal(String words, double bound, boolean isUpper) {

    static final Goal NONE = new Goal("", 0, true);

    static Goal atMost(double bound) {
      return new Goal("at most " + written(bound), bound, true);
    }

    static Goal atLeast(double bound) {
      return new Goal("at least " + written(bound), bound, false);
    }

    private String verdict(double value) {
      if (words.isEmpty()) {
        return "";
      }
      return words
          + ((isUpper ? value <= bound : value >= bound) ? ": reached" : ": **not reached**");
    }
  }

  private final List<Row> rows = new ArrayList<>();

  void add(String name, double[] runs, String unit, Goal goal) {
    rows.add(new Row(name, runs, unit, goal));
  }

  void add(String name, double[] runs, String unit) {
    add(name, runs, unit, Goal.NONE);
  }

  /** Something that should not happen, and is shown where it has. */
  void addIfAny(String name, double[] runs, String unit) {
    if (Arrays.stream(runs).anyMatch(run -> run > 0)) {
      add(name, runs, unit, Goal.atMost(0));
    }
  }

  void print(PrintStream out) {
    out.println();
    out.println("| figure | median | runs | goal |");
    out.println("| --- | ---: | --- | --- |");
    for (Row row : rows) {
      String runs =
          row.runs().length == 1
              ? ""
              : Arrays.stream(row.runs())
                  .mapToObj(Figures::written)
                  .collect(Collectors.joining(", "));
      out.printf(
          "| %s | %s %s | %s | %s |%n",
          row.name(), written(row.median()), row.unit(), runs, row.goal().verdict(row.median()));
    }
    out.println();
  }

  private static String written(double value) {
    double size = Math.abs(value);
    String form = size >= 1_000 ? "%,.0f" : size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value);
  }
}
