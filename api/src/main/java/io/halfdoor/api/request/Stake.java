package io.halfdoor.api.request;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is at stake with an open request: all that its rank depends on but how often its objections
 * were heard.
 *
 * @param pipelines of the deals behind it, by currency
 */
record Stake(Standing standing, List<Pipeline> pipelines) {

  /** What the request itself says, and how many others need it too. */
  public record Standing(
      UUID id,
      Instant createdAt,
      Request.State state,
      @Nullable LocalDate needBy,
      List<UUID> objectionIds,
      long supporters) {}

  /**
   * Those of the deals behind a request that are open and whose close date has not passed, each
   * once, as far as their value is in one currency.
   *
   * @param currency null for those whose value nobody said
   * @param amount of all of them together; null for those
   * @param closes when the first of them is to close, as far as that is known
   */
  public record Pipeline(
      UUID requestId,
      @Nullable String currency,
      long deals,
      @Nullable BigDecimal amount,
      @Nullable LocalDate closes) {}

  UUID id() {
    return standing.id();
  }

  /** The day on which the first of the deals is to close; null where none is known. */
  @Nullable LocalDate closes() {
    return pipelines.stream()
        .map(Pipeline::closes)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
