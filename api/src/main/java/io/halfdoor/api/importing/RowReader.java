package io.halfdoor.api.importing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a table row by row; no more than a row of it is in memory. */
public interface RowReader extends Closeable {

  /** How long a row may be, in characters: eight times the longest text. */
  int LONGEST_ROW = 8_000_000;

  /**
   * The next row; null at the end. A row that cannot be read says so and holds up no other, where
   * it is known where the next one begins.
   *
   * @throws io.halfdoor.api.problem.Problem when nothing more can be read
   */
  @Nullable RawRow next() throws IOException;

  /** Begins to read a table; the stream is closed with the reader. */
  static RowReader of(Format format, InputStream in) throws IOException {
    return switch (format) {
      case CSV -> CsvRows.open(in);
      case JSON_LINES -> new JsonRows(in);
      case ZIP -> throw new IllegalArgumentException("An archive is no table");
    };
  }
}
