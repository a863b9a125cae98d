package io.halfdoor.api.text;

import io.halfdoor.extract.Extraction.Reason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is text, and why not.
 *
 * @param textState none for what has no text by its nature, such as a link
 * @param textReason a code; null where nothing is missing
 */
public record TextStatus(TextState textState, @Nullable String textReason) {

  /** The reason in a sentence for a person. */
  public @Nullable String sentence() {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.code().equals(textReason))
        .map(Reason::sentence)
        .findFirst()
        .orElse(null);
  }

  /** Whether there is text, but not all of it. */
  public boolean isTruncated() {
    return textState == TextState.READY && textReason != null;
  }

  public boolean isPending() {
    return textState == TextState.PENDING;
  }
}
