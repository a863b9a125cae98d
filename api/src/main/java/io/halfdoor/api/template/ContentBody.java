package io.halfdoor.api.template;

import io.halfdoor.api.merge.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a version says, as callers see it: in lists without body and fields. */
record ContentBody(
    int number,
    @Nullable String subject,
    @Nullable String preheader,
    @Nullable String body,
    Wording.Format format,
    @Nullable List<FieldBody> fields,
    List<String> includes) {

  static ContentBody of(Version version) {
    return of(version, version.body(), version.fields());
  }

  static ContentBody listed(Version version) {
    return of(version, null, null);
  }

  private static ContentBody of(
      Version version, @Nullable String body, @Nullable List<FieldBody> fields) {
    return new ContentBody(
        version.number(),
        orNone(version.subject()),
        orNone(version.preheader()),
        body,
        version.format(),
        fields,
        version.includes());
  }

  private static @Nullable String orNone(String text) {
    return text.isEmpty() ? null : text;
  }
}
