package io.halfdoor.api.merge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail needs besides its words to become a file.
 *
 * @param to may be empty: the sender's mail program asks
 * @param messageId without its angle brackets, such as {@code 0198c1@halfdoor.example}
 * @param boundary letters and digits between which the two texts stand
 */
public record Envelope(
    Mailbox from, List<Mailbox> to, Instant sentAt, String messageId, String boundary) {

  /** A person and where mail reaches them. */
  public record Mailbox(@Nullable String name, String address) {}

  public Envelope {
    to = List.copyOf(to);
  }
}
