package io.halfdoor.api.web;

import io.halfdoor.api.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * Reads multipart/form-data (RFC 7578) as it arrives: each part goes straight to where it is
 * wanted, and no more than a buffer of it is in memory.
 */
public final class Multipart {

  private static final int BUFFER = 64 << 10;
  private static final int MAX_PARTS = 16;
  private static final int MAX_HEADERS = 8 << 10;
  private static final String DISPOSITION = "Content-Disposition";

  /** A parameter of a header: its value is quoted, with backslashes, or a token. */
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([A-Za-z*]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s\"]*))");

  private static final String UTF_8 = "utf-8''";

  private Multipart() {}

  /**
   * A part as it begins.
   *
   * @param fileName as the sender wrote it, be it a path; null where it is no file
   */
  public record Part(String name, @Nullable String fileName) {}

  /**
   * Reads a body to its end.
   *
   * @param form says where a part goes; what it opens is closed at the end of the part, not when
   *     the reading fails
   * @throws Problem when it is no such body, or ends too early; and as the form or its streams do
   */
  public static void read(
      InputStream body, @Nullable String contentType, Function<Part, OutputStream> form)
      throws IOException {
    String boundary = contentType == null ? null : MultiPart.extractBoundary(contentType);
    if (boundary == null || boundary.isEmpty()) {
      throw Problem.unreadable("The Content-Type multipart/form-data names no boundary.");
    }
    Parts parts = new Parts(form);
    MultiPart.Parser parser = new MultiPart.Parser(boundary, parts);
    parser.setMaxParts(MAX_PARTS);
    parser.setPartHeadersMaxLength(MAX_HEADERS);
    byte[] buffer = new byte[BUFFER];
    while (!parts.complete) {
      int count = read(body, buffer);
      parse(parser, parts, count < 0 ? Content.Chunk.EOF : chunk(buffer, count));
    }
  }

  private static Content.Chunk chunk(byte[] buffer, int count) {
    return Content.Chunk.from(ByteBuffer.wrap(buffer, 0, count), false);
  }

  private static int read(InputStream body, byte[] buffer) throws IOException {
    try {
      return body.read(buffer);
    } catch (EOFException early) {
      return -1;
    }
  }

  private static void parse(MultiPart.Parser parser, Parts parts, Content.Chunk chunk)
      throws IOException {
    parser.parse(chunk);
    switch (parts.failure) {
      case null -> {}
      case IOException e when parts.isOurs -> throw e;
      case RuntimeException e when parts.isOurs -> throw e;
      default ->
          throw Problem.unreadable("The body is not proper multipart/form-data, or is cut off.");
    }
  }

  /**
   * What the parser tells, part by part. It only logs what is thrown at it, so that is kept here.
   */
  private static final class Parts implements MultiPart.Parser.Listener {

    private final Function<Part, OutputStream> form;
    private final Map<String, String> parameters = new HashMap<>();
    private OutputStream sink = OutputStream.nullOutputStream();
    private @Nullable Throwable failure;
    private boolean isOurs;
    private boolean complete;

    Parts(Function<Part, OutputStream> form) {
      this.form = form;
    }

    @Override
    public void onPartBegin() {
      parameters.clear();
    }

    @Override
    public void onPartHeader(String name, String value) {
      if (name.equalsIgnoreCase(DISPOSITION)) {
        Matcher parameter = PARAMETER.matcher(value);
        while (parameter.find()) {
          String quoted = parameter.group(2);
          parameters.put(
              parameter.group(1).toLowerCase(Locale.ROOT),
              quoted == null ? parameter.group(3) : unquoted(quoted));
        }
      }
    }

    @Override
    public void onPartHeaders() {
      step(
          () -> {
            String name = parameters.get("name");
            if (name == null) {
              throw Problem.unreadable("A part has no name in its Content-Disposition.");
            }
            sink = form.apply(new Part(name, fileName()));
          });
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      ByteBuffer bytes = chunk.getByteBuffer();
      step(
          () -> {
            int length = bytes.remaining();
            if (bytes.hasArray()) {
              sink.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
            } else {
              byte[] copy = new byte[length];
              bytes.get(copy);
              sink.write(copy);
            }
          });
    }

    @Override
    public void onPartEnd() {
      step(sink::close);
    }

    @Override
    public void onComplete() {
      complete = true;
    }

    @Override
    public void onFailure(Throwable thrown) {
      if (failure == null) {
        failure = thrown;
      }
    }

    private interface Step {
      void take() throws IOException;
    }

    /** Nothing more is done once something has failed. */
    private void step(Step step) {
      if (failure == null) {
        try {
          step.take();
        } catch (IOException | RuntimeException e) {
          failure = e;
          isOurs = true;
        }
      }
    }

    private @Nullable String fileName() {
      String extended = parameters.get("filename*");
      if (extended != null && extended.toLowerCase(Locale.ROOT).startsWith(UTF_8)) {
        try {
          String text = extended.substring(UTF_8.length()).replace("+", "%2B");
          return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
          throw Problem.unreadable("The filename* of a part is not proper percent-encoding.");
        }
      }
      return parameters.get("filename");
    }

    /** Browsers write a quotation mark as %22, others put a backslash before it. */
    private static String unquoted(String quoted) {
      return quoted.replaceAll("\\\\([\"\\\\])", "$1").replace("%22", "\"");
    }
  }
}
