package io.halfdoor.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What an item shows: a file, a link or a text. */
public sealed interface DemoBody {

  /** A text of its own, such as the answer to a frequent question. */
  record Text(String text) implements DemoBody {}

  /** Something elsewhere, such as a video, with what is said in it. */
  record Link(String url, String text) implements DemoBody {}

  /** An office file, made anew each time it is written and always of the same bytes. */
  final class File implements DemoBody {
    private final String name;
    private final Format format;
    private final Source source;

    File(String name, Format format, Source source) {
      this.name = name;
      this.format = format;
      this.source = source;
    }

    /** The file's name with its extension. */
    public String name() {
      return name;
    }

    public String mediaType() {
      return format.mediaType();
    }

    /** Writes the whole file; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
      format.write(source, out);
    }

    /** The whole file, at most a few hundred kilobytes. */
    public byte[] bytes() {
      var bytes = new ByteArrayOutputStream();
      try {
        writeTo(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
      return bytes.toByteArray();
    }
  }
}
