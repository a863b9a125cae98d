package io.halfdoor.api.deal;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity at stake.
 *
 * @param known what is known of it; its state always is
 * @param closedAt when we learned that it is no longer open; null while it is
 * @param fromCrm the names of the facts that the CRM said: people no longer change them
 * @param createdAt when it was first mentioned
 */
public record Deal(
    UUID id,
    long version,
    @Nested DealRef known,
    @Nullable Instant closedAt,
    Set<String> fromCrm,
    Instant createdAt,
    Instant updatedAt) {

  static final String KIND = "deal";

  private static final DealRef NOTHING =
      new DealRef(null, null, null, null, null, null, DealState.OPEN, null, null, null);

  public DealState state() {
    return Objects.requireNonNull(known.state());
  }

  /** One that nothing is known of yet, but that it is open. */
  static Deal unknown(UUID id, Instant now) {
    return new Deal(id, 1, NOTHING, null, Set.of(), now, now);
  }

  /**
   * The same with facts of a mention in the place of its own.
   *
   * @param nowFromCrm the names of those that the CRM said by now
   */
  Deal told(DealRef said, Set<Fact> taken, Set<String> nowFromCrm, Instant now) {
    DealRef next = known.with(said, taken);
    Instant closed =
        next.state() == DealState.OPEN ? null : Objects.requireNonNullElse(closedAt, now);
    return new Deal(id, version, next, closed, nowFromCrm, createdAt, now);
  }

  /** The same as its next version. */
  Deal raised() {
    return new Deal(id, version + 1, known, closedAt, fromCrm, createdAt, updatedAt);
  }
}
