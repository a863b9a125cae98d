package io.halfdoor.api.objection;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided of hearings at once.
 *
 * @param objectionId where they were filed; null where they were taken out of one
 * @param madeObjection whether that was made of them
 */
public record Filing(
    UUID id,
    @Nullable UUID objectionId,
    boolean madeObjection,
    UUID personId,
    Instant at,
    @Nullable Instant undoneAt,
    @Nullable UUID undoneBy) {

  public static final String KIND = "filing";
  public static final IdPrefix IDS = new IdPrefix("fil");

  /**
   * One of its hearings, and where that was before.
   *
   * @param fromObjectionId null where it was filed nowhere
   */
  public record Filed(UUID hearingId, @Nullable UUID fromObjectionId) {}
}
