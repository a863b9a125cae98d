package io.halfdoor.api.text;

import io.halfdoor.api.data.Words;
import io.halfdoor.extract.Extraction;
import org.jspecify.annotations.Nullable;

/** What came of reading a file, its passages aside. */
public record Outcome(
    String sha256,
    TextState state,
    @Nullable String reason,
    @Nullable String title,
    @Nullable String author,
    @Nullable String language) {

  static Outcome of(String sha256, Extraction extraction) {
    return new Outcome(
        sha256,
        Words.read(TextState.class, Words.of(extraction.state())),
        extraction.reason() == null ? null : extraction.reason().code(),
        text(extraction.properties().title()),
        text(extraction.properties().author()),
        text(extraction.properties().language()));
  }

  /** Files say of themselves what they like; the database takes no NUL. */
  private static @Nullable String text(@Nullable String said) {
    return said == null ? null : said.replace("\0", "");
  }
}
