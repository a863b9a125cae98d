package io.halfdoor.api.merge;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.owasp.html.HtmlStreamEventReceiver;

/** The same mail for readers without HTML: links written out, headings and lists to be seen. */
final class PlainText implements HtmlStreamEventReceiver {

  private static final Set<String> APART =
      Set.of("blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "table");
  private static final Set<String> LINES =
      Set.of("center", "caption", "div", "li", "ol", "tr", "ul");
  private static final int DEEP = 10;
  private static final int WIDE = 60;

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private final Deque<Margin> margins = new ArrayDeque<>();
  private final StringBuilder linked = new StringBuilder();
  private String href = "";
  private int preformatted;
  private boolean isApart;
  private int lastLength;

  /** The document that was received. */
  @Override
  public String toString() {
    return text.toString();
  }

  @Override
  public void openDocument() {}

  @Override
  public void closeDocument() {
    endLine();
  }

  @Override
  public void openTag(String element, List<String> attributes) {
    separate(element);
    switch (element) {
      case "a" -> {
        href = value(attributes, "href");
        linked.setLength(0);
      }
      case "img" -> {
        String alt = value(attributes, "alt");
        text(alt.isBlank() ? "" : "[" + alt.strip() + "]");
      }
      case "br" -> endLine();
      case "hr" -> {
        line.append("---");
        separate(element);
      }
      case "td", "th" -> line.append(line.isEmpty() ? "" : " | ");
      case "pre" -> preformatted++;
      case "blockquote" -> margins.push(new Margin(element, "> ", "> "));
      case "ul", "ol" -> margins.push(new Margin(element, "", ""));
      case "li" -> {
        String mark = mark();
        margins.push(new Margin(element, mark, " ".repeat(mark.length())));
      }
      default -> {}
    }
  }

  @Override
  public void closeTag(String element) {
    if (element.equals("a")) {
      endLink();
    }
    boolean isSaid = !line.isEmpty();
    preformatted -= element.equals("pre") ? 1 : 0;
    separate(element);
    switch (element) {
      case "h1", "h2" -> underline(isSaid ? lastLength : 0, element.equals("h1") ? "=" : "-");
      case "blockquote", "ul", "ol", "li" -> {
        if (!margins.isEmpty() && margins.element().isOf(element)) {
          margins.pop();
        }
      }
      default -> {}
    }
  }

  @Override
  public void text(String said) {
    if (!href.isEmpty()) {
      linked.append(said);
    }
    for (int at = 0; at < said.length(); at++) {
      char letter = said.charAt(at);
      if (preformatted > 0 && letter == '\n') {
        endLine();
      } else if (preformatted > 0 || !isSpace(letter)) {
        line.append(letter);
      } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
  }

  private void separate(String element) {
    if (APART.contains(element)) {
      endLine();
      isApart = true;
    } else if (LINES.contains(element)) {
      endLine();
    }
    boolean isOuterList = (element.equals("ul") || element.equals("ol")) && margins.size() < 2;
    isApart |= isOuterList;
  }

  /** Nothing where the line is still empty, but for a blank line of preformatted text. */
  private void endLine() {
    String said = line.toString().stripTrailing();
    line.setLength(0);
    if (said.isEmpty() && preformatted == 0) {
      return;
    }
    if (isApart && !text.isEmpty()) {
      text.append('\n');
    }
    isApart = false;
    StringBuilder margin = new StringBuilder();
    int deep = 0;
    for (Margin each : (Iterable<Margin>) margins::descendingIterator) {
      if (++deep <= DEEP) {
        margin.append(each.next());
      }
    }
    text.append((margin + said).stripTrailing()).append('\n');
    lastLength = said.length();
  }

  private void underline(int length, String stroke) {
    if (length > 0) {
      line.append(stroke.repeat(Math.min(length, WIDE)));
      isApart = false;
      endLine();
      isApart = true;
    }
  }

  private void endLink() {
    String shown = linked.toString().strip();
    boolean isShown = shown.equals(href) || href.equals("mailto:" + shown);
    if (!href.isEmpty() && !isShown) {
      line.append(line.isEmpty() || line.charAt(line.length() - 1) == ' ' ? "" : " ");
      line.append('(').append(href).append(')');
    }
    href = "";
  }

  private String mark() {
    Margin list = margins.peek();
    return list != null && list.isOf("ol") ? list.number() + ". " : "- ";
  }

  private static boolean isSpace(char letter) {
    return letter == ' ' || letter == '\n' || letter == '\t';
  }

  private static String value(List<String> attributes, String name) {
    for (int at = 0; at + 1 < attributes.size(); at += 2) {
      if (attributes.get(at).equals(name)) {
        return attributes.get(at + 1);
      }
    }
    return "";
  }
}
