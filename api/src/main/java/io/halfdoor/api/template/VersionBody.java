package io.halfdoor.api.template;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.halfdoor.api.access.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version as callers see it. */
record VersionBody(
    @JsonUnwrapped ContentBody content,
    @Nullable String note,
    Instant createdAt,
    String createdBy,
    @Nullable Instant publishedAt) {

  static VersionBody of(Version version) {
    return of(version, ContentBody.of(version));
  }

  static VersionBody listed(Version version) {
    return of(version, ContentBody.listed(version));
  }

  private static VersionBody of(Version version, ContentBody content) {
    return new VersionBody(
        content,
        version.note(),
        version.createdAt(),
        Person.IDS.text(version.createdBy()),
        version.publishedAt());
  }
}
