package io.halfdoor.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.apache.tika.utils.XMLReaderUtils;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * OpenDocument texts, presentations and spreadsheets. Tika's own parser does not tell where a slide
 * or a sheet ends, which is what passages are made of.
 */
final class OpenDocumentReader implements Parser {

  static final Set<MediaType> TYPES =
      Stream.of("text", "presentation", "spreadsheet", "graphics", "text-web", "text-master")
          .flatMap(kind -> Stream.of(kind, kind + "-template"))
          .map(kind -> MediaType.application("vnd.oasis.opendocument." + kind))
          .collect(Collectors.toUnmodifiableSet());

  private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
  private static final String TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
  private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
  private static final String DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0";
  private static final String MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
  private static final String DC = "http://purl.org/dc/elements/1.1/";
  private static final String META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0";

  private final Budget budget;

  OpenDocumentReader(Budget budget) {
    this.budget = budget;
  }

  @Override
  public Set<MediaType> getSupportedTypes(ParseContext context) {
    return TYPES;
  }

  @Override
  public void parse(
      InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
      throws IOException, SAXException, TikaException {
    try (ZipFile file =
        ZipFile.builder()
            .setPath(TikaInputStream.get(stream).getPath())
            .setCharset(StandardCharsets.UTF_8)
            .get()) {
      read(file, "META-INF/manifest.xml", new Manifest(), context);
      read(file, "meta.xml", new About(metadata), context);
      XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
      xhtml.startDocument();
      if (!read(file, "content.xml", new Content(xhtml), context)) {
        throw new TikaException("no content");
      }
      for (ZipArchiveEntry entry : Collections.list(file.getEntries())) {
        // Charts and formulas are documents in a folder of their own.
        if (entry.getName().endsWith("/content.xml") && budget.takeEntry(1)) {
          read(file, entry.getName(), new Content(xhtml), context);
        }
      }
      xhtml.endDocument();
    }
  }

  private boolean read(ZipFile file, String name, DefaultHandler handler, ParseContext context)
      throws IOException, SAXException, TikaException {
    ZipArchiveEntry entry = file.getEntry(name);
    if (entry == null) {
      return false;
    }
    try (InputStream xml = budget.unpacking(file.getInputStream(entry))) {
      XMLReaderUtils.parseSAX(xml, handler, context);
    }
    return true;
  }

  /** Finds out whether the parts are encrypted. */
  private static final class Manifest extends DefaultHandler {
    @Override
    public void startElement(String uri, String name, String qName, Attributes attributes)
        throws SAXException {
      if (uri.equals(MANIFEST) && name.equals("encryption-data")) {
        throw new SAXException(new EncryptedDocumentException("encrypted parts"));
      }
    }
  }

  /** Title, author and language. */
  private static final class About extends DefaultHandler {

    private static final int LONGEST = 4_096;

    private final Metadata metadata;
    private final StringBuilder text = new StringBuilder();

    About(Metadata metadata) {
      this.metadata = metadata;
    }

    @Override
    public void startElement(String uri, String name, String qName, Attributes attributes) {
      text.setLength(0);
    }

    @Override
    public void characters(char[] characters, int start, int length) {
      text.append(characters, start, Math.min(length, LONGEST - text.length()));
    }

    @Override
    public void endElement(String uri, String name, String qName) {
      String value = text.toString().strip();
      text.setLength(0);
      if (value.isEmpty()) {
        return;
      }
      if (uri.equals(META) && name.equals("initial-creator")) {
        metadata.set(TikaCoreProperties.CREATOR, value);
      } else if (uri.equals(DC)) {
        switch (name) {
          case "title" -> metadata.set(TikaCoreProperties.TITLE, value);
          case "language" -> metadata.set(TikaCoreProperties.LANGUAGE, value);
          case "creator" -> {
            if (metadata.get(TikaCoreProperties.CREATOR) == null) {
              metadata.set(TikaCoreProperties.CREATOR, value);
            }
          }
          default -> {}
        }
      }
    }
  }

  /** Tells the document as XHTML. */
  private static final class Content extends DefaultHandler {

    private static final char[] SPACE = {' '};

    private final XHTMLContentHandler xhtml;

    /** The headings that are open, as they were begun. */
    private final Deque<String> levels = new ArrayDeque<>();

    /** Whether tables are sheets, with a name to show. */
    private boolean sheets;

    /** Above zero inside what is not shown: deleted text, scripts, form definitions. */
    private int hidden;

    /** Above zero inside a paragraph: text elsewhere is only indentation. */
    private int paragraphs;

    Content(XHTMLContentHandler xhtml) {
      this.xhtml = xhtml;
    }

    @Override
    public void startElement(String uri, String name, String qName, Attributes attributes)
        throws SAXException {
      if (hidden > 0 || isHidden(uri, name)) {
        hidden++;
        return;
      }
      switch (uri) {
        case TEXT -> startText(name, attributes);
        case TABLE -> startTable(name, attributes);
        case DRAW -> {
          if (name.equals("page")) {
            xhtml.startElement("div", "class", "slide");
          }
        }
        default -> {}
      }
    }

    private void startText(String name, Attributes attributes) throws SAXException {
      switch (name) {
        case "h" -> {
          paragraphs++;
          xhtml.startElement(heading(attributes));
          levels.push(heading(attributes));
        }
        case "p" -> {
          paragraphs++;
          xhtml.startElement("p");
        }
        case "s", "tab" -> xhtml.characters(SPACE, 0, 1);
        case "line-break" -> xhtml.startElement("br");
        default -> {}
      }
    }

    private static String heading(Attributes attributes) {
      String level = attributes.getValue(TEXT, "outline-level");
      return level != null && level.matches("[1-6]") ? "h" + level : "h1";
    }

    private void startTable(String name, Attributes attributes) throws SAXException {
      switch (name) {
        case "table" -> {
          xhtml.startElement("div", "class", "sheet");
          String title = attributes.getValue(TABLE, "name");
          if (title != null && sheets) {
            xhtml.element("h1", title);
          }
          xhtml.startElement("table");
        }
        case "table-row" -> xhtml.startElement("tr");
        case "table-cell", "covered-table-cell" -> xhtml.startElement("td");
        default -> {}
      }
    }

    @Override
    public void endElement(String uri, String name, String qName) throws SAXException {
      if (hidden > 0) {
        hidden--;
        return;
      }
      switch (uri) {
        case TEXT -> {
          switch (name) {
            case "h" -> {
              paragraphs--;
              xhtml.endElement(levels.pop());
            }
            case "p" -> {
              paragraphs--;
              xhtml.endElement("p");
            }
            case "line-break" -> xhtml.endElement("br");
            default -> {}
          }
        }
        case TABLE -> {
          switch (name) {
            case "table" -> {
              xhtml.endElement("table");
              xhtml.endElement("div");
            }
            case "table-row" -> xhtml.endElement("tr");
            case "table-cell", "covered-table-cell" -> xhtml.endElement("td");
            default -> {}
          }
        }
        case DRAW -> {
          if (name.equals("page")) {
            xhtml.endElement("div");
          }
        }
        default -> {}
      }
    }

    private boolean isHidden(String uri, String name) {
      if (uri.equals(OFFICE)) {
        sheets |= name.equals("spreadsheet");
        return name.equals("scripts") || name.equals("forms") || name.equals("automatic-styles");
      }
      return uri.equals(TEXT) && name.equals("tracked-changes");
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
      if (hidden == 0 && paragraphs > 0) {
        xhtml.characters(characters, start, length);
      }
    }
  }
}
