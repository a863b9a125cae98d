package io.halfdoor.extract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a file.
 *
 * @param state whether there is text
 * @param reason why there is none, or why it was cut short; null exactly when all of it is here
 * @param mediaType what the bytes are, such as {@code application/pdf}; {@code
 *     application/octet-stream} when unknown
 * @param properties what the file says of itself
 * @param passages in the file's order; empty unless the state is ready
 */
public record Extraction(
    State state,
    @Nullable Reason reason,
    String mediaType,
    Properties properties,
    List<Passage> passages) {

  public Extraction {
    passages = List.copyOf(passages);
  }

  /** True when the passages are only part of the file's text; the reason says why. */
  public boolean truncated() {
    return state == State.READY && reason != null;
  }

  /** Whether a file gave text. */
  public enum State {
    /** There is text, all of it unless {@link #truncated()}. */
    READY,
    /** The file was read and holds no text, or is of a kind that holds none. */
    NONE,
    /** The file could not be read. */
    FAILED
  }

  /**
   * What a file says of itself.
   *
   * @param title trimmed, at most 1,000 characters
   * @param author several are joined by a comma and a space
   * @param language a BCP 47 tag such as {@code en-GB}, as the file has it: not guessed from its
   *     text
   */
  public record Properties(
      @Nullable String title, @Nullable String author, @Nullable String language) {

    static final Properties NONE = new Properties(null, null, null);
  }

  /** Why text is missing, in a code for programs and a sentence for the person who uploaded it. */
  public enum Reason {
    ENCRYPTED(
        "encrypted", "The file, or a part of it, is protected by a password and cannot be read."),
    DAMAGED("damaged", "The file, or a part of it, is damaged or incomplete. Try saving it again."),
    TOO_LARGE(
        "tooLarge", "The file, or what is packed inside it, is too large for all to be read."),
    TOO_DEEP("tooDeep", "The file holds things nested too deeply inside each other to be read."),
    TIMED_OUT("timedOut", "Reading the file took too long, so it was stopped."),
    OUT_OF_MEMORY("outOfMemory", "Reading the file took too much memory, so it was stopped."),
    CRASHED("crashed", "The file made its reader stop working."),
    UNSUPPORTED("unsupported", "Text cannot be read from files of this type."),
    EMPTY("empty", "The file is empty."),
    NO_TEXT("noText", "The file holds no text: perhaps only pictures or scanned pages.");

    private final String code;
    private final String sentence;

    Reason(String code, String sentence) {
      this.code = code;
      this.sentence = sentence;
    }

    /** Stable, in camel case: {@code timedOut}. */
    public String code() {
      return code;
    }

    /** For the person who uploaded the file. */
    public String sentence() {
      return sentence;
    }
  }
}
