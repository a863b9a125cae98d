package io.halfdoor.api.collateral;

import org.jspecify.annotations.Nullable;

/** What a version shows, as callers see it. */
record ContentBody(
    int number,
    Version.Form type,
    @Nullable String url,
    @Nullable String text,
    @Nullable String fileName,
    @Nullable String mediaType,
    @Nullable Long size,
    @Nullable String sha256) {

  static ContentBody of(Version version) {
    return new ContentBody(
        version.number(),
        version.form(),
        version.url(),
        version.text(),
        version.fileName(),
        version.mediaType(),
        version.size(),
        version.sha256());
  }
}
