package io.halfdoor.api.merge;

import io.halfdoor.api.merge.Node.Section;
import io.halfdoor.api.merge.Node.Text;
import io.halfdoor.api.merge.Node.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;

/**
 * Reads a template's texts into nodes, the text of snippets among them. What cannot be read is
 * told; past a limit it reads no further.
 */
final class Parser {

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  /** A section whose end has not come yet. */
  private record Open(String name, boolean inverted, List<Node> inside, Place place) {

    Section closed() {
      return new Section(name, inverted, List.copyOf(inside), place);
    }
  }

  private final Function<String, Optional<String>> snippets;
  private final List<Finding> findings;
  private final SequencedSet<String> included = new LinkedHashSet<>();
  private final Deque<String> chain = new ArrayDeque<>();
  private int length;
  private int tags;
  private int includes;
  private int deep;
  private boolean gaveUp;

  Parser(Function<String, Optional<String>> snippets, List<Finding> findings) {
    this.snippets = snippets;
    this.findings = findings;
  }

  /** The ids of the snippets that were asked for so far, in their order. */
  SequencedSet<String> included() {
    return included;
  }

  /** Whether a limit was passed, so that the nodes are not all. */
  boolean gaveUp() {
    return gaveUp;
  }

  List<Node> parse(String pointer, String text) {
    List<Node> nodes = new ArrayList<>();
    if (isRoomFor(text, Place.of(pointer))) {
      read(new Source(pointer, null, text), nodes);
    }
    return nodes;
  }

  private void read(Source source, List<Node> into) {
    String text = source.text();
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open("", false, into, source.place(0)));
    int at = 0;
    while (!gaveUp) {
      int start = text.indexOf(OPEN, at);
      if (start < 0) {
        break;
      }
      if (start > at && text.charAt(start - 1) == '\\') {
        literal(open, text.substring(at, start - 1) + OPEN);
        at = start + OPEN.length();
        continue;
      }
      Place place = source.place(start);
      int close = text.indexOf(CLOSE, start);
      if (close < 0) {
        tell("tag_unclosed", "Braces are opened here and never closed.", place);
        return;
      }
      int end = close + CLOSE.length();
      Tag tag = Tag.read(text.substring(start + OPEN.length(), close).strip());
      int from = tag == null || isInline(tag) ? -1 : source.blankBefore(start);
      int to = from < at ? -1 : source.blankAfter(end);
      literal(open, text.substring(at, to < 0 ? start : from));
      at = to < 0 ? end : to;
      if (++tags > Limits.TAGS) {
        giveUp("too_many_tags", "More than " + Limits.TAGS + " merge fields and marks.", place);
      } else if (tag == null) {
        tell("tag_malformed", "No merge field, section or snippet is written like this.", place);
      } else {
        apply(tag, source, open, place);
      }
    }
    literal(open, gaveUp ? "" : text.substring(at));
    deep -= open.size() - 1;
    while (open.size() > 1) {
      Open left = open.pop();
      if (!gaveUp) {
        tell("section_unclosed", "The section " + left.name() + " never ends.", left.place());
      }
    }
  }

  /** Sections and remarks alone on their line take the line with them. */
  private static boolean isInline(Tag tag) {
    return tag.kind() == Tag.Kind.VALUE || tag.kind() == Tag.Kind.SNIPPET;
  }

  private void apply(Tag tag, Source source, Deque<Open> open, Place place) {
    List<Node> here = open.element().inside();
    switch (tag.kind()) {
      case VALUE -> here.add(new Value(tag.name(), tag.fallback(), place));
      case IF, UNLESS -> {
        open.push(new Open(tag.name(), tag.kind() == Tag.Kind.UNLESS, new ArrayList<>(), place));
        if (++deep > Limits.SECTIONS_DEEP) {
          giveUp(
              "sections_too_deep",
              "Sections stand at most " + Limits.SECTIONS_DEEP + " deep in each other.",
              place);
        }
      }
      case END -> {
        if (open.size() > 1 && open.element().name().equals(tag.name())) {
          Section closed = open.pop().closed();
          open.element().inside().add(closed);
          deep--;
        } else {
          tell("section_unopened", "No section " + tag.name() + " is open here.", place);
        }
      }
      case SNIPPET -> include(tag.name(), source, here, place);
      case REMARK -> {}
    }
  }

  private void include(String id, Source source, List<Node> into, Place place) {
    if (!source.pointer().equals("/body")) {
      tell("snippet_misplaced", "Snippets stand in the body alone.", place);
    } else if (chain.contains(id)) {
      tell("snippet_cycle", "The snippet " + id + " includes itself.", place);
    } else if (chain.size() == Limits.SNIPPETS_DEEP) {
      tell(
          "snippets_too_deep",
          "Snippets stand at most " + Limits.SNIPPETS_DEEP + " deep in each other.",
          place);
    } else if (++includes > Limits.SNIPPETS) {
      giveUp("too_many_snippets", "More than " + Limits.SNIPPETS + " includes.", place);
    } else {
      included.add(id);
      Optional<String> text = snippets.apply(id);
      if (text.isEmpty()) {
        tell("snippet_unknown", "There is no snippet " + id + ".", place);
      } else if (isRoomFor(text.get(), place)) {
        chain.push(id);
        read(new Source(source.pointer(), id, text.get()), into);
        chain.pop();
      }
    }
  }

  private boolean isRoomFor(String text, Place place) {
    length = Math.addExact(length, Math.min(text.length(), Limits.TEMPLATE + 1));
    if (!gaveUp && length > Limits.TEMPLATE) {
      giveUp(
          "template_too_long",
          "A template with its snippets has at most " + Limits.TEMPLATE + " characters.",
          place);
    }
    return !gaveUp;
  }

  private static void literal(Deque<Open> open, String text) {
    if (!text.isEmpty()) {
      open.element().inside().add(new Text(text));
    }
  }

  private void tell(String code, String message, Place place) {
    findings.add(Finding.error(code, message, place));
  }

  private void giveUp(String code, String message, Place place) {
    tell(code, message, place);
    gaveUp = true;
  }
}
