package io.halfdoor.api.importing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.problem.Problem;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * CSV (RFC 4180) in UTF-8, its first line naming the columns; separated by commas, semicolons or
 * tabs, whichever that line has most of. Every cell is text, whatever a spreadsheet would make of
 * it, as {@link Cells#meant} reads it; an empty one says nothing.
 */
final class CsvRows implements RowReader {

  private static final int HEADER = 16 << 10;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

  private final Bounded text;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> columns;
  private int number;

  private CsvRows(Bounded text, CSVParser parser) throws IOException {
    this.text = text;
    this.parser = parser;
    this.records = parser.iterator();
    this.columns = columns();
  }

  static CsvRows open(InputStream in) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            HEADER * 2);
    Bounded text = new Bounded(reader);
    try {
      reader.mark(1);
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
      char delimiter = delimiter(reader);
      CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
      return new CsvRows(text, CSVParser.builder().setReader(text).setFormat(format).get());
    } catch (CharacterCodingException e) {
      throw notUtf8(1);
    }
  }

  @Override
  public @Nullable RawRow next() throws IOException {
    CSVRecord row;
    long line;
    do {
      line = parser.getCurrentLineNumber() + 1;
      row = record();
      if (row == null) {
        return null;
      }
    } while (row.stream().allMatch(String::isEmpty));
    number++;
    if (row.size() > columns.size()) {
      return RawRow.unreadable(
          number,
          line,
          "The row has %d cells, and the table %d columns.".formatted(row.size(), columns.size()));
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < row.size(); i++) {
      if (!row.get(i).isEmpty()) {
        fields.put(columns.get(i), Cells.meant(row.get(i)));
      }
    }
    return RawRow.of(number, line, fields);
  }

  private List<String> columns() throws IOException {
    CSVRecord header = record();
    if (header == null) {
      throw Problem.unreadable("The table is empty: its first line is to name the columns.");
    }
    List<String> names = header.stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isEmpty() || !seen.add(name)) {
        throw Problem.unreadable(
            name.isEmpty()
                ? "A column has no name; the first line of the table is to name each."
                : "There are two columns " + name + ".");
      }
    }
    return names;
  }

  private @Nullable CSVRecord record() throws IOException {
    long line = parser.getCurrentLineNumber() + 1;
    text.begin();
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw notUtf8(line);
      }
      if (e.getCause() instanceof TooLong) {
        throw Problem.unreadable(
            "The row in line " + line + " is too long, or a quotation mark in it is not closed.");
      }
      throw Problem.unreadable(
          "The table cannot be read on from line "
              + line
              + ": a quotation mark in a cell is to be doubled, and a cell that has one to stand in"
              + " quotation marks.");
    }
  }

  private static Problem notUtf8(long line) {
    return Problem.unreadable(
        "The table is not in UTF-8 (line " + line + " or after); save it as CSV UTF-8.");
  }

  /** What the first line has most of, outside of quotation marks. */
  private static char delimiter(Reader reader) throws IOException {
    reader.mark(HEADER);
    int[] counts = new int[DELIMITERS.size()];
    boolean quoted = false;
    for (int i = 0; i < HEADER - 1; i++) {
      int one = reader.read();
      if (one < 0 || (one == '\n' && !quoted)) {
        break;
      }
      quoted ^= one == '"';
      int known = DELIMITERS.indexOf((char) one);
      if (known >= 0 && !quoted) {
        counts[known]++;
      }
    }
    reader.reset();
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return DELIMITERS.get(best);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** Gives no more than a row may have, since a cell that is never closed would be read whole. */
  private static final class Bounded extends FilterReader {

    private long given;

    Bounded(Reader in) {
      super(in);
    }

    void begin() {
      given = 0;
    }

    @Override
    public int read() throws IOException {
      char[] one = new char[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      given += Math.max(count, 0);
      if (given > LONGEST_ROW) {
        throw new TooLong();
      }
      return count;
    }
  }

  private static final class TooLong extends IOException {}
}
