package io.halfdoor.api.web;

import io.halfdoor.api.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A file of text, as people write them: in UTF-8, without NUL, and of 1 MiB at most. */
public final class TextBody {

  private static final int MOST_BYTES = 1 << 20;

  private TextBody() {}

  /**
   * The text that a stream holds.
   *
   * @throws Problem when it is none, or too long
   */
  public static String read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw Problem.tooLarge("A file of text has at most " + MOST_BYTES + " bytes.");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw Problem.unreadable("The file is no text: there is a NUL in it.");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw Problem.unreadable("The file is no text in UTF-8.");
    }
  }
}
