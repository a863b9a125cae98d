package io.halfdoor.api.collateral;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.text.TextState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version as callers see it. */
record VersionBody(
    @JsonUnwrapped ContentBody content,
    @Nullable String note,
    Instant createdAt,
    String createdBy,
    @Nullable Instant publishedAt,
    TextState textState,
    @Nullable String textReason,
    @Nullable String textReasonCode,
    boolean textTruncated) {

  static VersionBody of(ShownVersion shown) {
    Version version = shown.version();
    return new VersionBody(
        ContentBody.of(version),
        version.note(),
        version.createdAt(),
        Person.IDS.text(version.createdBy()),
        version.publishedAt(),
        shown.text().textState(),
        shown.text().sentence(),
        shown.text().textReason(),
        shown.text().isTruncated());
  }
}
