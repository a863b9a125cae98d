package io.halfdoor.search;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What a hit shows, as bytes. Kept as doc values and not as stored fields: reading ten of them then
 * costs ten copies and not ten decompressed blocks.
 */
final class Stored {

  /**
   * An entry without its audience and its passages.
   *
   * @param passage its passage where it has a single one
   */
  record Head(
      String id,
      String kind,
      long version,
      Words words,
      Map<String, List<String>> labels,
      Map<String, List<String>> fields,
      Activity activity,
      @Nullable Passage passage) {}

  static BytesRef write(Entry entry, @Nullable Passage only) {
    return bytes(
        out -> {
          write(out, entry.id());
          write(out, entry.kind());
          out.writeLong(entry.version());
          Words words = entry.words();
          write(out, words.title());
          write(out, words.phrasings());
          write(out, words.summary());
          write(out, words.fileName());
          write(out, words.externalIds());
          write(out, words.language());
          write(out, entry.labels());
          write(out, entry.fields());
          Activity activity = entry.activity();
          out.writeLong(activity.createdAt().toEpochMilli());
          out.writeLong(activity.updatedAt().toEpochMilli());
          out.writeLong(activity.uses());
          out.writeBoolean(activity.isDue());
          out.writeBoolean(only != null);
          if (only != null) {
            write(out, only);
          }
        });
  }

  static Head readHead(BytesRef bytes) {
    try (DataInputStream in = open(bytes)) {
      return new Head(
          readString(in),
          readString(in),
          in.readLong(),
          new Words(
              readString(in),
              readStrings(in),
              readString(in),
              readString(in),
              readStrings(in),
              readString(in)),
          readMap(in),
          readMap(in),
          new Activity(
              Instant.ofEpochMilli(in.readLong()),
              Instant.ofEpochMilli(in.readLong()),
              in.readLong(),
              in.readBoolean()),
          in.readBoolean() ? readPassage(in) : null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id alone, which is written first. */
  static String readId(BytesRef bytes) {
    try (DataInputStream in = open(bytes)) {
      return readString(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BytesRef write(Passage passage) {
    return bytes(out -> write(out, passage));
  }

  static Passage readPassage(BytesRef bytes) {
    try (DataInputStream in = open(bytes)) {
      return readPassage(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutputStream out, Passage passage) throws IOException {
    write(out, passage.headings());
    Place place = passage.place();
    write(out, place == null ? "" : place.part().name());
    if (place != null) {
      out.writeInt(place.number());
      write(out, place.name());
    }
    write(out, passage.text());
  }

  private static Passage readPassage(DataInputStream in) throws IOException {
    List<String> headings = readStrings(in);
    String part = readString(in);
    Place place =
        part.isEmpty() ? null : new Place(Place.Part.valueOf(part), in.readInt(), readString(in));
    return new Passage(headings, place, readString(in));
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static BytesRef bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BytesRef(bytes.toByteArray());
  }

  private static DataInputStream open(BytesRef bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length));
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static String readString(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private static void write(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      write(out, text);
    }
  }

  private static List<String> readStrings(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(readString(in));
    }
    return texts;
  }

  private static void write(DataOutputStream out, Map<String, List<String>> lists)
      throws IOException {
    out.writeInt(lists.size());
    for (Map.Entry<String, List<String>> list : new TreeMap<>(lists).entrySet()) {
      write(out, list.getKey());
      write(out, list.getValue());
    }
  }

  private static Map<String, List<String>> readMap(DataInputStream in) throws IOException {
    int count = in.readInt();
    Map<String, List<String>> lists = LinkedHashMap.newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      lists.put(readString(in), readStrings(in));
    }
    return lists;
  }

  private Stored() {}
}
