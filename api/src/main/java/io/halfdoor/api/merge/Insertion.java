package io.halfdoor.api.merge;

import io.halfdoor.api.merge.Span.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts values into HTML, each escaped for where it stands. */
final class Insertion {

  private static final Set<String> LINKS = Set.of("href", "src");
  private static final Set<String> WORDS =
      Set.of("title", "alt", "width", "height", "align", "class");

  private final String html;
  private final List<Slot> slots;
  private final List<Finding> findings;
  private final Set<Place> told = new HashSet<>();
  private final StringBuilder filled = new StringBuilder();

  private Insertion(Composed composed, List<Finding> findings) {
    this.html = composed.text();
    this.slots = composed.slots();
    this.findings = findings;
  }

  /** A value where none may stand is left out and told. */
  static String fill(Composed composed, List<Finding> findings) {
    return new Insertion(composed, findings).fill();
  }

  private String fill() {
    for (Span span : Spans.of(html)) {
      boolean isLink = span.kind() == Kind.VALUE && LINKS.contains(span.attribute());
      Link link = new Link(span.attribute());
      int copied = span.from();
      for (int at = span.from(); at < span.to(); at++) {
        int index = Slot.index(html, at);
        if (index >= 0) {
          String literal = html.substring(copied, at);
          filled.append(literal);
          copied = at + 2;
          at++;
          if (index < slots.size()) {
            Slot slot = slots.get(index);
            filled.append(isLink ? link(link, literal, slot) : words(span, slot));
          }
        }
      }
      filled.append(html, copied, span.to());
    }
    return filled.toString();
  }

  private String words(Span span, Slot slot) {
    String shown = slot.value().shown();
    if (span.kind() == Kind.TEXT) {
      return escape(shown).replace("\n", "<br>");
    }
    if (span.kind() == Kind.VALUE && WORDS.contains(span.attribute())) {
      return escape(shown.replace('\n', ' '));
    }
    refuse(
        slot,
        "field_misplaced",
        switch (span.kind()) {
          case COMMENT -> "No merge field may stand in a comment.";
          case RAW -> "No merge field may stand in a " + word(span.element()) + " element.";
          case VALUE -> "No merge field may stand in the attribute " + word(span.attribute()) + ".";
          default -> "Inside a tag merge fields stand in quoted attributes alone.";
        });
    return "";
  }

  private String link(Link link, String literal, Slot slot) {
    String inserted = link.insert(literal, slot);
    if (inserted == null) {
      refuse(slot, "field_in_link", link.refusal());
      return "";
    }
    return escape(inserted);
  }

  private void refuse(Slot slot, String code, String message) {
    if (told.add(slot.tag().place())) {
      findings.add(Finding.error(code, message, slot.tag().place()));
    }
  }

  /** A name from the template as far as it is one. */
  private static String word(String name) {
    return name.length() > Limits.NAME ? name.substring(0, Limits.NAME) : name;
  }

  /** Safe as text and inside quotes of either kind. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + text.length() / 8);
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      switch (letter) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&#34;");
        case '\'' -> escaped.append("&#39;");
        case '`' -> escaped.append("&#96;");
        default -> escaped.append(letter);
      }
    }
    return escaped.toString();
  }
}
