package io.halfdoor.api.text;

import io.halfdoor.extract.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A passage as callers see it. */
public record PassageBody(int number, Where place, List<String> headings, String text) {

  /** Where it stands. */
  public record Where(Place.Kind kind, int number, @Nullable String name) {}

  static PassageBody of(TextPassage passage) {
    return new PassageBody(
        passage.number(),
        new Where(passage.place(), passage.placeNumber(), passage.placeName()),
        passage.headings(),
        passage.text());
  }
}
