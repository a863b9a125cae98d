package io.halfdoor.api.objection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gets who logs a hearing.
 *
 * @param match the objection that it was filed under; absent where none was sure
 * @param runnersUp the other objections that it is like, the likest first
 * @param answers to the match, or to the first runner-up where there is no match
 */
record HeardBody(
    HearingBody hearing,
    @Nullable LikelyBody match,
    List<LikelyBody> runnersUp,
    List<AdviceBody> answers) {

  /** An objection that the quote may mean, and why. */
  record LikelyBody(
      String objection, String phrase, double confidence, String saying, List<String> shared) {

    static LikelyBody of(Likely likely) {
      return new LikelyBody(
          Objection.IDS.text(likely.objectionId()),
          likely.phrase(),
          likely.likeness(),
          likely.saying(),
          likely.shared());
    }
  }

  static HeardBody of(Hearing hearing, Matched matched, List<AdviceBody> answers) {
    Likely match = matched.match();
    return new HeardBody(
        HearingBody.of(hearing),
        match == null ? null : LikelyBody.of(match),
        matched.runnersUp().stream().map(LikelyBody::of).toList(),
        answers);
  }
}
