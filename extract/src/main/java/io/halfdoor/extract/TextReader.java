package io.halfdoor.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.detect.AutoDetectReader;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Plain text, Markdown and CSV, in whatever encoding: empty lines end paragraphs, Markdown's
 * headings are headings, a CSV file is a sheet and each line of it a row.
 */
final class TextReader implements Parser {

  static final Set<MediaType> TYPES =
      Set.of(MediaType.text("plain"), MediaType.text("markdown"), MediaType.text("csv"));

  private static final int LONGEST_LINE = 16_384;
  private static final Pattern HEADING = Pattern.compile("^ {0,3}(#{1,6})[ \\t]+(.*)$");
  private static final Pattern UNDERLINE = Pattern.compile("^ {0,3}(=+|-{2,})[ \\t]*$");

  /** Lines that only draw: rules, and the line under a table's head. */
  private static final Pattern DRAWN = Pattern.compile("^[\\s|:*_=-]{3,}$");

  private static final Pattern LINK = Pattern.compile("!?\\[([^\\]\\[]*)\\]\\([^()\\s]*\\)");
  private static final Pattern EMPHASIS = Pattern.compile("\\*\\*|__|`");
  private static final Pattern FENCE = Pattern.compile("^ {0,3}(```|~~~).*$");

  @Override
  public Set<MediaType> getSupportedTypes(ParseContext context) {
    return TYPES;
  }

  @Override
  public void parse(
      InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
      throws IOException, SAXException, TikaException {
    String type = String.valueOf(metadata.get(Metadata.CONTENT_TYPE)).toLowerCase(Locale.ROOT);
    XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
    // Not closed: the stream is its opener's.
    AutoDetectReader reader = new AutoDetectReader(TikaInputStream.get(stream), metadata);
    xhtml.startDocument();
    if (type.startsWith("text/csv")) {
      xhtml.startElement("div", "class", "sheet");
      new Lines(reader, xhtml, false).read();
      xhtml.endElement("div");
    } else {
      new Lines(reader, xhtml, type.startsWith("text/markdown")).read();
    }
    xhtml.endDocument();
  }

  /** Reads line by line, a line of no end in parts. */
  static final class Lines {

    private final Reader reader;
    private final XHTMLContentHandler xhtml;
    private final boolean markdown;
    private final char[] buffer = new char[8_192];
    private int position;
    private int end;
    private boolean fenced;

    /** The last line, not yet told since the next may make a heading of it. */
    private String held = "";

    Lines(Reader reader, XHTMLContentHandler xhtml, boolean markdown) {
      this.reader = reader;
      this.xhtml = xhtml;
      this.markdown = markdown;
    }

    void read() throws IOException, SAXException {
      StringBuilder line = new StringBuilder();
      for (int each = next(); each >= 0; each = next()) {
        if (each == '\n') {
          line(line.toString());
          line.setLength(0);
          continue;
        }
        line.append((char) each);
        if (line.length() > LONGEST_LINE) {
          int end = PassageText.cut(line, LONGEST_LINE);
          line(line.substring(0, end));
          line.delete(0, end);
        }
      }
      line(line.toString());
      release();
    }

    private int next() throws IOException {
      if (position == end) {
        end = reader.read(buffer, 0, buffer.length);
        position = 0;
        if (end <= 0) {
          end = 0;
          return -1;
        }
      }
      return buffer[position++];
    }

    private void line(String line) throws SAXException {
      if (!markdown) {
        release();
        held = line;
        return;
      }
      if (FENCE.matcher(line).matches()) {
        fenced = !fenced;
      }
      Matcher heading = HEADING.matcher(line);
      Matcher underline = UNDERLINE.matcher(line);
      if (!fenced && heading.matches()) {
        release();
        xhtml.element("h" + heading.group(1).length(), plain(withoutTail(heading.group(2))));
      } else if (!fenced && underline.matches() && !held.isBlank()) {
        xhtml.element(underline.group(1).startsWith("=") ? "h1" : "h2", plain(held));
        held = "";
      } else {
        release();
        held = line;
      }
    }

    private void release() throws SAXException {
      if (!held.isBlank() && (!markdown || fenced || !DRAWN.matcher(held).matches())) {
        xhtml.element("p", markdown && !fenced ? plain(held) : held);
      }
      held = "";
    }

    /** A heading may end in more of the signs that it began with. */
    private static String withoutTail(String heading) {
      int end = heading.length();
      while (end > 0 && " \t#".indexOf(heading.charAt(end - 1)) >= 0) {
        end--;
      }
      return heading.substring(0, end);
    }

    /** A line of Markdown as it reads when it is rendered. */
    private static String plain(String line) {
      String text = EMPHASIS.matcher(LINK.matcher(line).replaceAll("$1")).replaceAll("").strip();
      return text.startsWith("|") ? text.replace('|', ' ').strip() : text;
    }
  }
}
