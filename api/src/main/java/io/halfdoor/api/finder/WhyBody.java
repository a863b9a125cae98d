package io.halfdoor.api.finder;

import io.halfdoor.search.Hit;
import io.halfdoor.search.Hit.Part;
import io.halfdoor.search.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why an item was found, in a sentence and in data.
 *
 * @param says the rest as a sentence
 * @param matchedOn the parts that have words of what was asked
 * @param meaning how near it is to what was asked, from 0 to 1; absent where that did not count
 * @param usedBy how many uses it had
 */
record WhyBody(
    String says, Set<Part> matchedOn, @Nullable Double meaning, boolean fresh, long usedBy) {

  static WhyBody of(Hit hit) {
    @Nullable Double meaning = hit.why().meaning();
    @Nullable Double rounded = meaning == null ? null : rounded(meaning);
    return new WhyBody(
        says(hit, rounded),
        hit.why().matchedOn(),
        rounded,
        !hit.activity().isDue(),
        hit.activity().uses());
  }

  /** To two digits: more of them would promise more than is known. */
  static double rounded(double share) {
    return Math.round(share * 100) / 100.0;
  }

  private static String says(Hit hit, @Nullable Double meaning) {
    List<String> says = new ArrayList<>();
    Set<Part> parts = hit.why().matchedOn();
    if (!parts.isEmpty()) {
      says.add("matches " + listed(parts.stream().map(part -> called(part, hit)).toList()));
    }
    if (meaning != null && meaning > 0) {
      says.add(near(meaning));
    }
    says.add(hit.activity().isDue() ? "is due for review" : "is fresh");
    long uses = hit.activity().uses();
    if (uses > 0) {
      says.add(uses == 1 ? "was used once" : "was used " + uses + " times");
    }
    return sentence(says);
  }

  static String near(double meaning) {
    return "is near in meaning (" + meaning + ")";
  }

  /** Reasons, of which there is one at least, as a sentence. */
  static String sentence(List<String> reasons) {
    String all = String.join("; ", reasons);
    return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1) + ".";
  }

  private static String called(Part part, Hit hit) {
    return switch (part) {
      case TITLE -> "in its title";
      case PHRASING -> "in a phrasing";
      case FILE_NAME -> "in its file name";
      case ID -> "in an id";
      case LABEL -> "in a label";
      case SUMMARY -> "in its summary";
      case HEADING -> "in a heading";
      case TEXT -> called(hit.place());
    };
  }

  private static String called(@Nullable Place place) {
    if (place == null) {
      return "in its text";
    }
    return switch (place.part()) {
      case PAGE -> "on page " + place.number();
      case SLIDE -> "on slide " + place.number();
      case SHEET -> "in sheet " + (place.name().isEmpty() ? place.number() : place.name());
      case HEADING -> "in its text";
    };
  }

  private static String listed(List<String> parts) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }
}
