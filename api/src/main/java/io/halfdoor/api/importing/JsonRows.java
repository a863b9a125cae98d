package io.halfdoor.api.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.web.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** JSON Lines: an object a line, in UTF-8. Blank lines are passed over. */
final class JsonRows implements RowReader {

  private static final int BYTE_ORDER_MARK = 0xEF;

  private final InputStream in;
  private final ObjectMapper json = Json.mapper();
  private int number;
  private long line;

  JsonRows(InputStream in) throws IOException {
    this.in = new BufferedInputStream(in, 64 << 10);
    this.in.mark(3);
    if (this.in.read() == BYTE_ORDER_MARK) {
      this.in.skipNBytes(2);
    } else {
      this.in.reset();
    }
  }

  @Override
  public @Nullable RawRow next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (true) {
      bytes.reset();
      line++;
      boolean more = readLine(bytes);
      byte[] text = bytes.toByteArray();
      if (!isBlank(text)) {
        return row(text);
      }
      if (!more) {
        return null;
      }
    }
  }

  private RawRow row(byte[] text) throws IOException {
    number++;
    if (text.length > LONGEST_ROW) {
      return RawRow.unreadable(number, line, "The line is longer than a row may be.");
    }
    try {
      JsonNode read = json.readTree(text);
      return read instanceof ObjectNode fields
          ? RawRow.of(number, line, fields)
          : RawRow.unreadable(number, line, "The line is to hold a JSON object.");
    } catch (JsonProcessingException e) {
      int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      return RawRow.unreadable(
          number, line, "The line is not proper JSON (column " + column + ").");
    }
  }

  /** Takes a line, of one that is too long only so much that this can be told; false at the end. */
  private boolean readLine(ByteArrayOutputStream line) throws IOException {
    for (int one = in.read(); one >= 0; one = in.read()) {
      if (one == '\n') {
        return true;
      }
      if (line.size() <= LONGEST_ROW) {
        line.write(one);
      }
    }
    return false;
  }

  private static boolean isBlank(byte[] text) {
    for (byte one : text) {
      if (one != ' ' && one != '\t' && one != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
