package io.halfdoor.api.objection;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.web.ETags;
import jakarta.ws.rs.core.EntityTag;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * One time a rep heard an objection, in the buyer's words.
 *
 * @param team of the rep at that time
 * @param objectionId null while no sure match is known and nobody has filed it
 * @param confidence the likeness of the best match when it was logged, from 0 to 1; null where
 *     nothing was like it
 */
public record Hearing(
    UUID id,
    int version,
    String quote,
    @Nested Occasion occasion,
    UUID personId,
    @Nullable String team,
    @Nullable UUID objectionId,
    @Nullable FiledAs filedAs,
    @Nullable Double confidence,
    Instant heardAt,
    Instant createdAt) {

  public static final String KIND = "hearing";
  public static final IdPrefix IDS = new IdPrefix("hea");

  /** How it came to its objection. */
  public enum FiledAs {
    /** By its likeness. */
    SURE,
    /** Somebody said so. */
    PERSON
  }

  /** What came of the objection in the conversation. */
  public enum Outcome {
    ANSWERED,
    UNRESOLVED,
    LOST
  }

  /**
   * When in a sale it was heard, and what came of it.
   *
   * @param answerId what was answered, where the rep says so
   */
  public record Occasion(
      @Nullable UUID dealId,
      @Nullable String stage,
      @Nullable String leadSource,
      @Nullable String competitor,
      @Nullable Outcome outcome,
      @Nullable UUID answerId) {}

  EntityTag tag() {
    return ETags.of(IDS.text(id), version);
  }

  /** Whoever heard it says what came of it, and so do those who look after content. */
  boolean isChangedBy(Caller caller) {
    return caller.curates() || personId.equals(caller.personId());
  }

  /** The same on what turned out to be another occasion. */
  Hearing on(Occasion other) {
    return new Hearing(
        id,
        version + 1,
        quote,
        other,
        personId,
        team,
        objectionId,
        filedAs,
        confidence,
        heardAt,
        createdAt);
  }
}
