package io.halfdoor.api.objection;

import org.jspecify.annotations.Nullable;

/**
 * An answer to be added: the fields of {@link AnswerWording}, where their constraints stand.
 *
 * @param publish at once rather than as a draft
 */
record NewAnswer(
    String title,
    String talkTrack,
    @Nullable String longForm,
    @Nullable Boolean mayBeSaid,
    @Nullable String ownerId,
    @Nullable Integer reviewIntervalDays,
    @Nullable Boolean publish) {

  AnswerWording toWording() {
    return new AnswerWording(title, talkTrack, longForm, mayBeSaid, ownerId, reviewIntervalDays);
  }
}
