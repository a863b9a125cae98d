package io.halfdoor.api.merge;

import io.halfdoor.api.merge.Span.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The links and images of a template's HTML, and what is doubtful about where they lead. */
final class Links {

  private static final Set<String> LEADING = Set.of("href", "src");
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)https?://(?:[^/?#]*\\.)?(?:example\\.(?:com|org|net)|localhost|127\\.0\\.0\\.1|[^/?#.]+\\.(?:test|invalid|local))"
              + "(?:[:/?#].*)?|.*\\b(?:todo|tbd|xxx)\\b.*",
          Pattern.DOTALL);

  private Links() {}

  /** Where the template itself leads, in its order, each as far as its first merge field. */
  static SequencedSet<String> of(String html) {
    SequencedSet<String> links = new LinkedHashSet<>();
    for (Span span : Spans.of(html)) {
      if (span.kind() == Kind.VALUE && LEADING.contains(span.attribute())) {
        String link = span.in(html).strip().replace("&amp;", "&");
        String literal = literal(link);
        if (link.isEmpty() || !literal.isEmpty()) {
          links.add(literal);
        }
      }
    }
    return links;
  }

  private static String literal(String link) {
    int mark = 0;
    while (mark < link.length() && !Slot.isAt(link, mark)) {
      mark++;
    }
    return link.substring(0, mark);
  }

  static List<Finding> findings(String html, Source source) {
    List<Finding> findings = new ArrayList<>();
    int from = 0;
    for (String link : of(html)) {
      int found = link.isEmpty() ? -1 : source.text().indexOf(link, from);
      from = Math.max(from, found);
      Place place = found < 0 ? Place.of(source.pointer()) : source.place(found);
      String lower = link.toLowerCase(Locale.ROOT);
      String shown = Clean.line(link.length() > 100 ? link.substring(0, 100) : link);
      if (link.isEmpty() || link.equals("#")) {
        findings.add(Finding.warning("link_empty", "A link leads nowhere.", place));
      } else if (!lower.matches("(?s)(?:https?://|mailto:).*")) {
        findings.add(
            Finding.error(
                "link_refused",
                "Only https, http and mailto links are kept, so not " + shown + ".",
                place));
      } else if (PLACEHOLDER.matcher(link).matches()) {
        findings.add(
            Finding.warning("link_placeholder", shown + " looks like a placeholder.", place));
      } else if (lower.startsWith("http:")) {
        findings.add(Finding.warning("link_insecure", shown + " is not https.", place));
      }
    }
    return findings;
  }
}
