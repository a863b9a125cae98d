package io.halfdoor.api.web;

import java.nio.charset.StandardCharsets;

/** The names of people's files: shown and sent back, never part of a path here. */
public final class FileNames {

  private static final int LONGEST = 255;
  private static final String NAMELESS = "file";
  private static final String PLAIN =
      "!#$&+-.^_`|~"; // attr-char of RFC 8187, letters and digits aside

  private FileNames() {}

  /**
   * A name as it is kept: without the folders before it, characters that control (line ends, the
   * direction of writing) and halves of characters; at most 255 characters, of which the extension
   * is kept.
   */
  public static String clean(String name) {
    int start = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1;
    StringBuilder kept = new StringBuilder();
    name.substring(start)
        .codePoints()
        .filter(
            each ->
                switch (Character.getType(each)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.SURROGATE,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR ->
                      false;
                  default -> true;
                })
        .forEach(kept::appendCodePoint);
    String clean = shortened(kept.toString().strip());
    return clean.isEmpty() || clean.equals(".") || clean.equals("..") ? NAMELESS : clean;
  }

  private static String shortened(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= 20 ? name.substring(dot) : "";
    int end = LONGEST - extension.length();
    if (Character.isHighSurrogate(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end) + extension;
  }

  /** The header that has a browser save a file under its name (RFC 6266), whatever is in it. */
  static String attachment(String name) {
    StringBuilder plain = new StringBuilder();
    name.codePoints()
        .map(
            each ->
                each < 128 && (Character.isLetterOrDigit(each) || " ._-".indexOf(each) >= 0)
                    ? each
                    : '_')
        .forEach(plain::appendCodePoint);
    StringBuilder encoded = new StringBuilder();
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (each & 0xFF);
      if (letter < 128 && (Character.isLetterOrDigit(letter) || PLAIN.indexOf(letter) >= 0)) {
        encoded.append(letter);
      } else {
        encoded.append('%').append(String.format("%02X", (int) letter));
      }
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
  }
}
