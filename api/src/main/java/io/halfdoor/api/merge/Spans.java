package io.halfdoor.api.merge;

import io.halfdoor.api.merge.Span.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits HTML into spans, as a browser would. Where browsers could disagree it takes what follows
 * for anything but text: nothing may be filled in there.
 */
final class Spans {

  private static final Set<String> RAW =
      Set.of(
          "iframe",
          "noembed",
          "noframes",
          "noscript",
          "plaintext",
          "script",
          "style",
          "textarea",
          "title",
          "xmp");

  private final String html;
  private final List<Span> spans = new ArrayList<>();
  private int at;

  private Spans(String html) {
    this.html = html;
  }

  /** Every character is in exactly one of them, in their order. */
  static List<Span> of(String html) {
    Spans reading = new Spans(html);
    while (reading.at < html.length()) {
      reading.next();
    }
    return reading.spans;
  }

  private void next() {
    int bracket = orEnd(html.indexOf('<', at));
    add(Kind.TEXT, bracket, "", "");
    if (at == html.length()) {
      return;
    }
    if (html.startsWith("<!--", at)) {
      add(Kind.COMMENT, after("-->", at + 4), "", "");
    } else if (html.startsWith("<!", at) || html.startsWith("<?", at)) {
      add(Kind.COMMENT, after(">", at), "", "");
    } else if (startsName(at + 1)) {
      open();
    } else if (html.startsWith("</", at) && startsName(at + 2)) {
      add(Kind.CLOSE, after(">", at), name(at + 2), "");
    } else {
      add(Kind.TEXT, at + 1, "", "");
    }
  }

  private void open() {
    String element = name(at + 1);
    add(Kind.OPEN, at + 1 + element.length(), element, "");
    while (at < html.length() && html.charAt(at) != '>') {
      attribute(element);
    }
    add(Kind.MARKUP, Math.min(at + 1, html.length()), element, "");
    if (RAW.contains(element)) {
      int end = orEnd(html.indexOf("</", at));
      while (end < html.length() && !name(end + 2).equals(element)) {
        end = orEnd(html.indexOf("</", end + 2));
      }
      add(Kind.RAW, end, element, "");
    }
  }

  private void attribute(String element) {
    int start = skip(at, true);
    int end = start;
    while (end < html.length() && "=/>".indexOf(html.charAt(end)) < 0 && !isSpace(end)) {
      end++;
    }
    String attribute = html.substring(start, end).toLowerCase(Locale.ROOT);
    int equals = skip(end, false);
    if (equals == html.length() || html.charAt(equals) != '=') {
      add(Kind.MARKUP, end, element, "");
      return;
    }
    int value = skip(equals + 1, false);
    if (value == html.length()) {
      add(Kind.MARKUP, value, element, "");
      return;
    }
    char quote = html.charAt(value);
    if (quote == '"' || quote == '\'') {
      int close = html.indexOf(quote, value + 1);
      add(Kind.MARKUP, value + 1, element, "");
      if (close == at) {
        spans.add(new Span(Kind.VALUE, at, at, element, attribute));
      }
      add(close < 0 ? Kind.MARKUP : Kind.VALUE, orEnd(close), element, attribute);
      add(Kind.MARKUP, Math.min(at + 1, html.length()), element, "");
      return;
    }
    while (value < html.length() && html.charAt(value) != '>' && !isSpace(value)) {
      value++;
    }
    add(Kind.MARKUP, value, element, attribute);
  }

  /** A mark for a value counts as a letter here, for its value may begin with one. */
  private boolean startsName(int start) {
    if (start >= html.length()) {
      return false;
    }
    char lower = (char) (html.charAt(start) | 0x20);
    return (lower >= 'a' && lower <= 'z') || Slot.isAt(html, start);
  }

  private String name(int start) {
    int end = start;
    while (end < html.length() && "/>".indexOf(html.charAt(end)) < 0 && !isSpace(end)) {
      end++;
    }
    return html.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private int skip(int from, boolean slashes) {
    int end = from;
    while (end < html.length() && (isSpace(end) || (slashes && html.charAt(end) == '/'))) {
      end++;
    }
    return end;
  }

  private boolean isSpace(int index) {
    return " \t\n\f\r".indexOf(html.charAt(index)) >= 0;
  }

  private int after(String end, int from) {
    int found = html.indexOf(end, from);
    return found < 0 ? html.length() : found + end.length();
  }

  private int orEnd(int found) {
    return found < 0 ? html.length() : found;
  }

  private void add(Kind kind, int to, String element, String attribute) {
    if (to > at) {
      spans.add(new Span(kind, at, to, element, attribute));
      at = to;
    }
  }
}
