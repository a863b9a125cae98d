package io.halfdoor.api.request;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.util.List;

/** A request of the ranked list as callers see it. */
record RankedBody(@JsonUnwrapped RequestBody request, Rank rank) {

  /**
   * What it has its place for.
   *
   * @param score the sum of the points
   * @param because what brings them, the most first
   */
  record Rank(BigDecimal score, List<RankFormula.Reason> because) {}

  static RankedBody of(
      RequestBody request, Ranking.Ranked ranked, Ranking ranking, Ranking.Order order) {
    return new RankedBody(
        request,
        new Rank(BigDecimal.valueOf(ranked.key().tenths(), 1), ranking.because(ranked, order)));
  }
}
