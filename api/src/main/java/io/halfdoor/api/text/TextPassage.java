package io.halfdoor.api.text;

import io.halfdoor.extract.Passage;
import io.halfdoor.extract.Place;
import io.halfdoor.search.Place.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A passage as it is kept: {@link Passage} with its number, from 1. */
public record TextPassage(
    String sha256,
    int number,
    Place.Kind place,
    int placeNumber,
    @Nullable String placeName,
    List<String> headings,
    String text) {

  static List<TextPassage> of(String sha256, List<Passage> passages) {
    List<TextPassage> kept = new ArrayList<>(passages.size());
    for (Passage passage : passages) {
      Place place = passage.place();
      kept.add(
          new TextPassage(
              sha256,
              kept.size() + 1,
              place.kind(),
              place.number(),
              place.name(),
              passage.headings(),
              passage.text()));
    }
    return kept;
  }

  /** The same for the index. */
  io.halfdoor.search.Passage entry() {
    return new io.halfdoor.search.Passage(headings, part(), text);
  }

  private io.halfdoor.search.@Nullable Place part() {
    String name = placeName == null ? "" : placeName;
    return switch (place) {
      case PAGE -> new io.halfdoor.search.Place(Part.PAGE, placeNumber, name);
      case SLIDE -> new io.halfdoor.search.Place(Part.SLIDE, placeNumber, name);
      case SHEET -> new io.halfdoor.search.Place(Part.SHEET, placeNumber, name);
      case SECTION, ATTACHMENT ->
          name.isEmpty() ? null : new io.halfdoor.search.Place(Part.HEADING, 0, name);
      case MESSAGE -> null;
    };
  }
}
