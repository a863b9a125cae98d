package io.halfdoor.api.importing;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many items that somebody brings in at once: its row.
 *
 * @param kind of the items
 * @param sha256 of what was sent; null when it is over, and that is no longer kept for it
 * @param dryRun whether it only tells what would become of each row
 * @param publish whether texts are published at once; null for what goes without saying
 * @param total rows that there are
 * @param reason why it failed as a whole, for a person; null where it did not
 */
public record Import(
    UUID id,
    UUID personId,
    UUID tokenId,
    String kind,
    Format format,
    @Nullable String sha256,
    boolean dryRun,
    @Nullable Boolean publish,
    State state,
    int total,
    @Nullable String reason,
    Instant createdAt,
    @Nullable Instant endedAt) {

  static final String KIND = "import";
  static final IdPrefix IDS = new IdPrefix("imp");

  /** How far it is. */
  public enum State {
    RUNNING,
    /** Every row has a result, be it a refusal. */
    DONE,
    /** It could not go on. */
    FAILED
  }
}
