package io.halfdoor.api.request;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * By when a request is delivered, as far as those before it tell.
 *
 * @param p50 as likely before it as after; null with the reason
 * @param p85 in 85 of 100 such cases by then; null with the reason
 * @param n how many finished requests it rests on
 * @param kind of these; null where they are of all kinds
 */
record Forecast(
    @Nullable LocalDate p50,
    @Nullable LocalDate p85,
    long n,
    Request.@Nullable Kind kind,
    @Nullable Missing reason) {

  /** Why there is none, or only half of one. */
  enum Missing {
    /** Too few were finished. */
    TOO_FEW,
    /** It is older than any that was finished ever became. */
    OLDER_THAN_ALL,
    /** Not within years, at the pace at which those before it are delivered. */
    NOT_WITHIN_YEARS,
    /** It is delivered: what is awaited is the verdict. */
    DELIVERED
  }
}
