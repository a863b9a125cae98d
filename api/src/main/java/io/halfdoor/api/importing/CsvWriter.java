package io.halfdoor.api.importing;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/**
 * A table written as CSV (RFC 4180) in UTF-8, every cell in quotation marks. An import reads back
 * what was written; a spreadsheet takes none of it for a formula.
 */
public final class CsvWriter implements Closeable {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

  private final CSVPrinter printer;

  /** Begins the table with the names of its columns. */
  public CsvWriter(OutputStream out, List<String> columns) throws IOException {
    printer =
        new CSVPrinter(
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), FORMAT);
    printer.printRecord(columns);
  }

  /** Writes a row; a cell that is null is empty. */
  public void row(List<? extends @Nullable String> cells) throws IOException {
    for (String cell : cells) {
      printer.print(cell == null ? "" : Cells.guarded(cell));
    }
    printer.println();
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}
