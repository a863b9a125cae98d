package io.halfdoor.extract;

import io.halfdoor.extract.Extraction.Reason;
import io.halfdoor.extract.Place.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Makes passages from the XHTML that parsers tell of one document: a page, slide, sheet or section
 * each, cut at paragraph ends where it is long. A file inside the file has a writer of its own, to
 * the same sink and budget.
 */
final class PassageWriter extends DefaultHandler {

  /** Where a section or message is cut: about a page. */
  private static final int SECTION_WORDS = 300;

  /** Where a page, a slide or a sheet is cut, which is mostly left whole. */
  private static final int PAGE_WORDS = 1_000;

  /** Where text that has no paragraphs is cut. */
  private static final int LONGEST = 12_000;

  private static final int LONGEST_NAME = 200;
  private static final int DEEPEST = 20_000;
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "li",
          "ul",
          "ol",
          "dl",
          "dt",
          "dd",
          "br",
          "hr",
          "tr",
          "table",
          "pre",
          "blockquote",
          "section",
          "article",
          "address",
          "title",
          "option",
          "body",
          "figure");
  private static final Set<String> UNREAD = Set.of("head", "script", "style");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** Types in which a line end in the text means no more than a space. */
  private static final Pattern FLOWING = Pattern.compile("html|xml$|epub");

  private record Heading(int level, String text) {}

  private final Shape shape;
  private final boolean flowing;
  private final Budget budget;
  private final Consumer<Passage> sink;
  private final @Nullable Place attachment;
  private final PassageText text = new PassageText();
  private final StringBuilder headingText = new StringBuilder();
  private final Deque<Heading> headings = new ArrayDeque<>();
  private final List<String> attachments = new ArrayList<>();

  private int number;
  private @Nullable String name;
  private boolean onPage;
  private int headingLevel;
  private int depth;
  private int unread;
  private int pageDepth;
  private int cells;
  private int rows;
  private int verbatim;
  private boolean anything;

  /**
   * Writes for the file itself, or for a file inside it.
   *
   * @param attachment the place of all passages of a file inside the file; null for the file itself
   */
  PassageWriter(
      String mediaType, Budget budget, @Nullable Place attachment, Consumer<Passage> sink) {
    shape = Shape.of(mediaType);
    flowing = shape == Shape.MESSAGE || FLOWING.matcher(mediaType).find();
    this.budget = budget;
    this.attachment = attachment;
    this.sink = sink;
    onPage = shape == Shape.SECTIONS || shape == Shape.MESSAGE;
  }

  /** Whether there was any text. */
  boolean wroteAnything() {
    return anything;
  }

  boolean isMessage() {
    return shape == Shape.MESSAGE;
  }

  /** Before a file inside the file is read, so that passages come in the file's order. */
  void pause() throws Stop {
    if (shape == Shape.MESSAGE || shape == Shape.SECTIONS) {
      flush();
    }
  }

  /** Remembers a file inside the file by its name, which a message then lists. */
  void attached(String fileName) {
    if (attachments.size() < 100) {
      attachments.add(fileName);
    }
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes)
      throws SAXException {
    budget.spendRaw(qName.length());
    if (++depth > DEEPEST) {
      throw budget.stop(Reason.TOO_DEEP);
    }
    String element = localName.isEmpty() ? qName : localName;
    if (UNREAD.contains(element)) {
      unread++;
    } else if (element.equals("tr")) {
      rows++;
    } else if (element.equals("pre")) {
      verbatim++;
    }
    String style = attributes.getValue("class");
    if (element.equals("div") && style != null) {
      division(style);
    }
    if (isHeading(element)) {
      if (shape == Shape.SECTIONS && cells == 0) {
        flush();
      }
      text.space('\n');
      headingLevel = element.charAt(1) - '0';
      headingText.setLength(0);
    } else if (element.equals("td") || element.equals("th")) {
      cells++;
      text.space('\t');
    } else if (BLOCKS.contains(element)) {
      lineEnd(element);
    }
  }

  private void division(String style) throws Stop {
    boolean begins =
        switch (shape) {
          case PAGES -> style.equals("page");
          // A slide's parts stand inside it, or in Open XML follow its content.
          case SLIDES -> style.equals("slide") || (style.equals("slide-content") && pageDepth == 0);
          case SHEETS -> style.equals("sheet") || style.equals("page");
          case SECTIONS, MESSAGE -> false;
        };
    if (begins) {
      flush();
      number++;
      name = null;
      onPage = true;
      pageDepth = style.equals("slide-content") ? 0 : depth;
    }
  }

  @Override
  public void endElement(String uri, String localName, String qName) throws SAXException {
    String element = localName.isEmpty() ? qName : localName;
    if (UNREAD.contains(element)) {
      unread--;
    } else if (element.equals("tr")) {
      rows = Math.max(0, rows - 1);
    } else if (element.equals("pre")) {
      verbatim = Math.max(0, verbatim - 1);
    }
    if (isHeading(element) && headingLevel > 0) {
      heading();
    } else if (element.equals("td") || element.equals("th")) {
      cells = Math.max(0, cells - 1);
      text.space('\t');
    } else if (BLOCKS.contains(element)) {
      lineEnd(element);
    }
    if (element.equals("div") && onPage && pageDepth > 0 && depth == pageDepth) {
      flush();
      onPage = false;
      name = null;
    }
    depth--;
  }

  private void lineEnd(String element) throws Stop {
    text.space(cells > 0 && !element.equals("tr") ? ' ' : '\n');
    if (cells == 0) {
      boundary();
    }
  }

  /** Between two paragraphs or rows: the place to cut when there is enough. */
  private void boundary() throws Stop {
    int most = shape == Shape.SECTIONS || shape == Shape.MESSAGE ? SECTION_WORDS : PAGE_WORDS;
    if (text.words() >= most) {
      flush();
    }
  }

  @Override
  public void characters(char[] characters, int start, int length) throws SAXException {
    budget.spendRaw(length);
    if (unread > 0) {
      return;
    }
    if (headingLevel > 0) {
      headingText.append(characters, start, Math.min(length, LONGEST - headingText.length()));
    }
    for (int from = start; from < start + length; from += LONGEST) {
      text.append(characters, from, Math.min(LONGEST, start + length - from), lineEnd());
      while (text.length() > LONGEST) {
        emit(text.take(LONGEST));
      }
    }
  }

  @Override
  public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
    budget.spendRaw(length);
    text.append(characters, start, length, ' ');
  }

  private char lineEnd() {
    boolean betweenCells = rows > 0 && cells == 0;
    return betweenCells || (flowing && verbatim == 0) ? ' ' : '\n';
  }

  private static boolean isHeading(String element) {
    return element.length() == 2
        && element.charAt(0) == 'h'
        && element.charAt(1) >= '1'
        && element.charAt(1) <= '6';
  }

  /** The heading has been read, also into the text, which begins with it. */
  private void heading() {
    int level = headingLevel;
    headingLevel = 0;
    text.space('\n');
    String said = shorten(SPACES.matcher(headingText).replaceAll(" ").strip());
    if (said.isEmpty()) {
      return;
    }
    if (shape == Shape.SHEETS && name == null) {
      name = said;
    } else if (shape == Shape.SECTIONS && cells == 0) {
      while (!headings.isEmpty() && headings.peekLast().level() >= level) {
        headings.removeLast();
      }
      headings.addLast(new Heading(level, said));
      number++;
      name = said;
    }
  }

  @Override
  public void endDocument() throws SAXException {
    finish();
  }

  /** Writes what is left. May be called again, also after a parser has failed. */
  void finish() throws Stop {
    if (shape == Shape.MESSAGE && !attachments.isEmpty()) {
      char[] line = ("\nAttachments: " + String.join(", ", attachments)).toCharArray();
      attachments.clear();
      text.append(line, 0, line.length, '\n');
    }
    flush();
  }

  private void flush() throws Stop {
    emit(text.take());
  }

  private void emit(String passage) throws Stop {
    // An empty sheet still says its name.
    if (passage.isBlank() || (shape == Shape.SHEETS && passage.equals(name))) {
      return;
    }
    int kept = budget.takeCharacters(passage.length());
    if (kept > 0) {
      anything = true;
      sink.accept(new Passage(place(passage), headingPath(passage), passage.substring(0, kept)));
    }
    if (kept < passage.length()) {
      throw budget.stop(Reason.TOO_LARGE);
    }
  }

  private Place place(String passage) {
    if (attachment != null) {
      return attachment;
    }
    return switch (shape) {
      case PAGES -> onPage ? new Place(Kind.PAGE, number, null) : outside();
      case SLIDES -> onPage ? new Place(Kind.SLIDE, number, slideTitle(passage)) : outside();
      case SHEETS -> onPage ? new Place(Kind.SHEET, number, name) : outside();
      case SECTIONS -> new Place(Kind.SECTION, Math.max(1, number), name);
      case MESSAGE -> new Place(Kind.MESSAGE, 1, null);
    };
  }

  /** Text that a file has beside its pages: form fields, sheets' shared comments. */
  private static Place outside() {
    return new Place(Kind.SECTION, 1, null);
  }

  /** A slide is named by its first line, as people name slides. */
  private @Nullable String slideTitle(String passage) {
    if (name == null) {
      name = shorten(passage.lines().findFirst().orElse(""));
    }
    return name;
  }

  private List<String> headingPath(String passage) {
    List<String> path = new ArrayList<>();
    if (attachment != null && onPage) {
      switch (shape) {
        case PAGES -> path.add("Page " + number);
        case SLIDES -> path.add("Slide " + number + ": " + slideTitle(passage));
        case SHEETS -> {
          if (name != null) {
            path.add(name);
          }
        }
        case SECTIONS, MESSAGE -> {}
      }
    }
    headings.forEach(heading -> path.add(heading.text()));
    return path;
  }

  private static String shorten(String said) {
    return said.length() <= LONGEST_NAME ? said : said.substring(0, LONGEST_NAME - 1) + "…";
  }
}
