package io.halfdoor.api.learning;

import io.halfdoor.api.figure.Window;
import io.halfdoor.api.learning.Asked.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content request that a gap calls for: what {@code POST /requests} takes, as it is. */
record RequestDraft(String title, String details, FromSearch fromSearch) {

  private static final int LONGEST_TITLE = 200;
  private static final int MOST_WORDINGS = 5;
  private static final int MOST_FILTERS = 50;

  /** The search that came to nothing. */
  record FromSearch(String query, Map<String, List<String>> filters) {}

  static RequestDraft of(Gap gap, List<String> wordings, Window window) {
    Asked first = gap.inVain().getFirst();
    String query = first.q().strip();
    StringBuilder details = new StringBuilder();
    details.append(
        "%s searched for this from %s to %s: %s."
            .formatted(
                counted(gap.people(), "person", "people"),
                window.from(),
                window.to(),
                String.join(", ", cameTo(gap))));
    if (wordings.size() > 1) {
      details.append(" Also in these words:\n");
      wordings.stream()
          .skip(1)
          .limit(MOST_WORDINGS)
          .forEach(wording -> details.append("\n> ").append(shortened(wording)));
    }
    return new RequestDraft(
        "Something on: " + shortened(query),
        details.toString(),
        new FromSearch(query, filters(first)));
  }

  private static List<String> cameTo(Gap gap) {
    List<String> parts = new ArrayList<>();
    add(parts, gap.count(Reason.NO_RESULT), "found nothing");
    add(parts, gap.count(Reason.NOT_OPENED), "opened nothing of what was found");
    add(parts, gap.count(Reason.REFORMULATED), "said it otherwise at once");
    return parts;
  }

  private static void add(List<String> parts, long times, String what) {
    if (times > 0) {
      parts.add(counted(times, "time", "times") + " they " + what);
    }
  }

  private static String counted(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** In one line. */
  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= LONGEST_TITLE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE)) + "…";
  }

  /** As many as a request takes. */
  private static Map<String, List<String>> filters(Asked asked) {
    Map<String, List<String>> filters = new LinkedHashMap<>();
    asked
        .filters()
        .forEach(
            (name, values) -> {
              List<String> said = values.stream().filter(value -> !value.isBlank()).toList();
              if (!said.isEmpty() && filters.size() < MOST_FILTERS) {
                filters.put(name, said);
              }
            });
    return filters;
  }
}
