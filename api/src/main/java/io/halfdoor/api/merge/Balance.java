package io.halfdoor.api.merge;

import io.halfdoor.api.merge.Span.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of a template's HTML elements are not closed, not opened, or not kept in a mail. */
final class Balance {

  /** Elements without an end, and those whose end goes without saying. */
  private static final Set<String> UNCLOSED =
      Set.of(
          "area", "base", "body", "br", "col", "dd", "dt", "head", "hr", "html", "img", "input",
          "li", "link", "meta", "p", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr");

  private static final Set<String> REMOVED =
      Set.of(
          "applet",
          "audio",
          "button",
          "embed",
          "form",
          "frame",
          "frameset",
          "iframe",
          "input",
          "link",
          "math",
          "meta",
          "object",
          "script",
          "select",
          "style",
          "svg",
          "textarea",
          "video");

  private static final Place BODY = Place.of("/body");

  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private int deepest;

  private Balance() {}

  static Balance of(List<Span> spans) {
    Balance balance = new Balance();
    spans.forEach(balance::look);
    balance.open.forEach(balance::unclosed);
    return balance;
  }

  /** Each kind of finding once for each element's name. */
  List<Finding> findings() {
    return findings;
  }

  /** Whether more is open at once than is sanitised without a loss. */
  boolean isTooDeep() {
    return deepest > Limits.ELEMENTS_DEEP;
  }

  private void look(Span span) {
    String name = span.element();
    if (span.kind() == Kind.VALUE && span.attribute().startsWith("on")) {
      tell("markup_removed", "The attribute " + span.attribute() + " is left out of mails.");
    } else if (span.kind() == Kind.OPEN) {
      if (REMOVED.contains(name)) {
        tell("markup_removed", "The element " + name + " is left out of mails.");
      }
      if (!UNCLOSED.contains(name)) {
        open.push(name);
        deepest = Math.max(deepest, open.size());
        counts.merge(name, 1, Integer::sum);
      }
    } else if (span.kind() == Kind.CLOSE && !UNCLOSED.contains(name)) {
      close(name);
    }
  }

  private void close(String name) {
    if (counts.getOrDefault(name, 0) == 0) {
      tell("tag_unbalanced", "The element " + name + " is closed and was never opened.");
      return;
    }
    for (String top = open.pop(); ; top = open.pop()) {
      counts.merge(top, -1, Integer::sum);
      if (top.equals(name)) {
        return;
      }
      unclosed(top);
    }
  }

  private void unclosed(String name) {
    tell("tag_unbalanced", "The element " + name + " is opened and never closed.");
  }

  private void tell(String code, String message) {
    String brief = message.length() > 200 ? message.substring(0, 200) : message;
    if (told.add(brief)) {
      findings.add(Finding.warning(code, brief, BODY));
    }
  }
}
