package io.halfdoor.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.apache.lucene.search.FieldDoc;

/**
 * Where a page ended: the values of its last hit, by which the next page goes on whatever was
 * written meanwhile. It says nothing that the caller has not seen, so it is checked against
 * mistakes and not signed: a made-up one leads to hits that the caller may see, or to none.
 *
 * @param isWidened whether the first page had to go beyond what was typed
 * @param isWindowed whether the hit was one of those put in order by finer points
 * @param isScore whether the value is a score's bits, else a time or a number of uses
 * @param tie what orders hits of the same value, see {@link Fields#TIE}
 */
record Cursor(boolean isWidened, boolean isWindowed, boolean isScore, long value, long tie) {

  private static final int WIDENED = 1;
  private static final int WINDOWED = 2;
  private static final int SCORE = 4;

  private static final int LENGTH = Integer.BYTES + 1 + Integer.BYTES + 2 * Long.BYTES;

  static Cursor read(String text, SearchRequest request) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != LENGTH) {
        throw new InvalidCursorException("the cursor is not one that a search gave out");
      }
      int sum = bytes.getInt();
      if (sum != checksum(bytes.array(), Integer.BYTES, bytes.remaining())) {
        throw new InvalidCursorException("the cursor is not one that a search gave out");
      }
      byte flags = bytes.get();
      if (bytes.getInt() != fingerprint(request)) {
        throw new InvalidCursorException("the cursor belongs to another question");
      }
      long value = bytes.getLong();
      long tie = bytes.getLong();
      return new Cursor(
          (flags & WIDENED) != 0, (flags & WINDOWED) != 0, (flags & SCORE) != 0, value, tie);
    } catch (IllegalArgumentException e) {
      throw new InvalidCursorException("the cursor is not one that a search gave out");
    }
  }

  static Cursor of(FieldDoc last, boolean isWidened, boolean isWindowed) {
    Object value = last.fields[0];
    return new Cursor(
        isWidened,
        isWindowed,
        value instanceof Float,
        value instanceof Float score ? Float.floatToIntBits(score) : (Long) value,
        (Long) last.fields[1]);
  }

  /** The hit, as far as order goes. */
  FieldDoc position() {
    Object first = isScore ? (Object) Float.intBitsToFloat((int) value) : (Object) value;
    // Of documents with these very values, the one hit itself, none comes after this number.
    return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {first, tie});
  }

  String write(SearchRequest request) {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    bytes.putInt(0);
    bytes.put(
        (byte) ((isWidened ? WIDENED : 0) | (isWindowed ? WINDOWED : 0) | (isScore ? SCORE : 0)));
    bytes.putInt(fingerprint(request));
    bytes.putLong(value).putLong(tie);
    bytes.putInt(0, checksum(bytes.array(), Integer.BYTES, bytes.capacity() - Integer.BYTES));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Everything of a request that decides what is found and in which order. */
  private static int fingerprint(SearchRequest request) {
    StringBuilder all = new StringBuilder(Fields.SCHEMA).append('\n').append(request.text());
    new TreeMap<>(request.filters())
        .forEach((name, values) -> all.append('\n').append(name).append(new TreeSet<>(values)));
    all.append('\n').append(request.sort()).append(request.typos()).append(request.meaning());
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
    return checksum(bytes, 0, bytes.length);
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }
}
