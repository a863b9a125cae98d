package io.halfdoor.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;

/**
 * How a media type is told from bytes: containers by what their directories name, markup by its
 * first element, the rest by Tika's magic numbers. Tika is never shown markup, since it would run
 * an XML parser on it.
 */
final class Detection {

  static final String UNKNOWN = "application/octet-stream";
  static final String ZIP = "application/zip";
  static final String PROTECTED_OOXML = "application/x-tika-ooxml-protected";
  static final String FLAT_WORD = "application/vnd.ms-word2006ml";

  private static final int HEAD = 64 << 10;
  private static final int CONTENT_TYPES = 512 << 10;
  private static final byte[] OLE = {
    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
  };
  private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

  /** The type of an Office package's main part, and what it makes of the package. */
  private static final Map<String, String> MAIN_PARTS =
      Map.ofEntries(
          Map.entry(
              OOXML + "wordprocessingml.document.main+xml", OOXML + "wordprocessingml.document"),
          Map.entry(
              OOXML + "wordprocessingml.template.main+xml", OOXML + "wordprocessingml.template"),
          Map.entry(
              OOXML + "presentationml.presentation.main+xml",
              OOXML + "presentationml.presentation"),
          Map.entry(
              OOXML + "presentationml.slideshow.main+xml", OOXML + "presentationml.slideshow"),
          Map.entry(OOXML + "presentationml.template.main+xml", OOXML + "presentationml.template"),
          Map.entry(OOXML + "spreadsheetml.sheet.main+xml", OOXML + "spreadsheetml.sheet"),
          Map.entry(OOXML + "spreadsheetml.template.main+xml", OOXML + "spreadsheetml.template"),
          Map.entry(
              "application/vnd.ms-word.document.macroenabled.main+xml",
              "application/vnd.ms-word.document.macroenabled.12"),
          Map.entry(
              "application/vnd.ms-word.template.macroenabledtemplate.main+xml",
              "application/vnd.ms-word.template.macroenabled.12"),
          Map.entry(
              "application/vnd.ms-powerpoint.presentation.macroenabled.main+xml",
              "application/vnd.ms-powerpoint.presentation.macroenabled.12"),
          Map.entry(
              "application/vnd.ms-powerpoint.slideshow.macroenabled.main+xml",
              "application/vnd.ms-powerpoint.slideshow.macroenabled.12"),
          Map.entry(
              "application/vnd.ms-excel.sheet.macroenabled.main+xml",
              "application/vnd.ms-excel.sheet.macroenabled.12"),
          Map.entry(
              "application/vnd.ms-excel.sheet.binary.macroenabled.main",
              "application/vnd.ms-excel.sheet.binary.macroenabled.12"));

  /** Where the main part is usually kept, for packages too damaged to say what it is. */
  private static final Map<String, String> PART_FOLDERS =
      Map.of(
          "word/", OOXML + "wordprocessingml.document",
          "ppt/", OOXML + "presentationml.presentation",
          "xl/", OOXML + "spreadsheetml.sheet");

  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "text/markdown",
          ".md",
          "text/csv",
          ".csv",
          "text/plain",
          ".txt",
          "text/html",
          ".html",
          "image/jpeg",
          ".jpg",
          FLAT_WORD,
          ".xml",
          PROTECTED_OOXML,
          "",
          UNKNOWN,
          "");

  private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z_][\\w.:-]{0,63})[\\s/>]");
  private static final Set<String> HTML_ELEMENTS =
      Set.of(
          "html", "head", "body", "title", "meta", "link", "script", "style", "base", "div", "span",
          "p", "a", "b", "i", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "img", "br",
          "hr", "center", "font", "form", "section", "article", "main", "header", "nav", "pre");

  private Detection() {}

  static String mediaType(Path file, String name) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      byte[] head = new byte[(int) Math.min(HEAD, channel.size())];
      int length = Channels.newInputStream(channel).readNBytes(head, 0, head.length);
      head = Arrays.copyOf(head, length);
      if (startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 'P', 'K', 5, 6)) {
        return packaged(channel, head);
      }
      if (head.length >= OLE.length && Arrays.equals(head, 0, OLE.length, OLE, 0, OLE.length)) {
        return compound(OleDirectory.rootNames(channel));
      }
      return plain(head, name.toLowerCase(Locale.ROOT));
    }
  }

  static String extension(String mediaType) {
    String known = EXTENSIONS.get(mediaType);
    if (known != null) {
      return known;
    }
    try {
      return MimeTypes.getDefaultMimeTypes().forName(mediaType).getExtension();
    } catch (MimeTypeException malformed) {
      return "";
    }
  }

  private static String packaged(FileChannel channel, byte[] head) throws IOException {
    Optional<ZipDirectory> found = ZipDirectory.read(channel);
    if (found.isEmpty()) {
      return truncatedPackage(new String(head, StandardCharsets.ISO_8859_1));
    }
    ZipDirectory directory = found.get();
    Optional<ZipDirectory.Entry> mimetype = directory.find("mimetype");
    if (mimetype.isPresent()) {
      String type =
          new String(ZipDirectory.head(channel, mimetype.get(), 128), StandardCharsets.US_ASCII)
              .strip();
      if (type.equals("application/epub+zip")
          || type.matches("application/vnd\\.oasis\\.opendocument\\.[a-z-]{1,40}")) {
        return type;
      }
    }
    Optional<ZipDirectory.Entry> types = directory.find("[Content_Types].xml");
    if (types.isPresent()) {
      String text = text(ZipDirectory.head(channel, types.get(), CONTENT_TYPES));
      for (Map.Entry<String, String> main : MAIN_PARTS.entrySet()) {
        if (text.contains('"' + main.getKey() + '"')) {
          return main.getValue();
        }
      }
    }
    // Some packages name a main part of no known type, or none: their folders still tell.
    if (types.isPresent() || directory.find("_rels/.rels").isPresent()) {
      for (Map.Entry<String, String> folder : PART_FOLDERS.entrySet()) {
        if (directory.hasUnder(folder.getKey())) {
          return folder.getValue();
        }
      }
    }
    return ZIP;
  }

  private static String truncatedPackage(String head) {
    int mimetype = head.indexOf("mimetype");
    if (mimetype == 30) {
      Matcher type =
          Pattern.compile("application/(epub\\+zip|vnd\\.oasis\\.opendocument\\.[a-z]{1,20})")
              .matcher(head);
      if (type.find(38) && type.start() < 70) {
        return type.group();
      }
    }
    for (Map.Entry<String, String> folder : PART_FOLDERS.entrySet()) {
      if (head.contains("[Content_Types].xml") && head.contains(folder.getKey())) {
        return folder.getValue();
      }
    }
    return ZIP;
  }

  private static String compound(Set<String> names) {
    if (names.contains("EncryptedPackage")) {
      return PROTECTED_OOXML;
    }
    if (names.contains("WordDocument")) {
      return "application/msword";
    }
    if (names.contains("Workbook") || names.contains("Book")) {
      return "application/vnd.ms-excel";
    }
    if (names.contains("PowerPoint Document")) {
      return "application/vnd.ms-powerpoint";
    }
    if (names.stream().anyMatch(name -> name.startsWith("__substg1.0_"))
        || names.contains("__properties_version1.0")) {
      return "application/vnd.ms-outlook";
    }
    if (names.contains("VisioDocument")) {
      return "application/vnd.visio";
    }
    return "application/x-tika-msoffice";
  }

  private static String plain(byte[] head, String name) throws IOException {
    String text = text(head);
    String beginning = text.stripLeading();
    if (beginning.startsWith("<")) {
      return markup(beginning, name);
    }
    int pdf = text.indexOf("%pdf-");
    if (pdf >= 0 && pdf < 1024) {
      return "application/pdf";
    }
    String magic =
        MimeTypes.getDefaultMimeTypes()
            .detect(new ByteArrayInputStream(head), new Metadata())
            .getBaseType()
            .toString();
    if (magic.equals(ZIP)) {
      return UNKNOWN;
    }
    if (magic.startsWith("message/")) {
      return "message/rfc822";
    }
    if (magic.startsWith("text/")) {
      return kindOfText(magic, beginning, name);
    }
    // Line by line it reads as text although a stray control character is in it.
    return magic.equals(UNKNOWN) && looksLikeText(head)
        ? kindOfText("text/plain", text, name)
        : magic;
  }

  private static String kindOfText(String magic, String text, String name) {
    if (magic.equals("text/html") || name.endsWith(".html") || name.endsWith(".htm")) {
      return "text/html";
    }
    if (name.endsWith(".eml")
        && Pattern.compile("^[a-z-]{2,40}:\\s", Pattern.CASE_INSENSITIVE).matcher(text).find()) {
      return "message/rfc822";
    }
    if (name.endsWith(".md") || name.endsWith(".markdown")) {
      return "text/markdown";
    }
    return name.endsWith(".csv") ? "text/csv" : "text/plain";
  }

  private static String markup(String text, String name) {
    boolean declared = text.startsWith("<?xml");
    Matcher element = ELEMENT.matcher(withoutProlog(text));
    String root = element.lookingAt() ? element.group(1) : "";
    String local = root.substring(root.indexOf(':') + 1);
    if (local.equals("html")) {
      return declared ? "application/xhtml+xml" : "text/html";
    }
    if (local.equals("svg")) {
      return "image/svg+xml";
    }
    if (root.equals("pkg:package")) {
      return FLAT_WORD;
    }
    if (declared || name.endsWith(".xml")) {
      return "application/xml";
    }
    if (text.startsWith("<!doctype html")
        || HTML_ELEMENTS.contains(local)
        || name.endsWith(".html")
        || name.endsWith(".htm")) {
      return "text/html";
    }
    return root.isEmpty() || !kindOfText("text/plain", text, name).equals("text/plain")
        ? kindOfText("text/plain", text, name)
        : "application/xml";
  }

  /** What follows the declaration, comments and a document type. */
  private static String withoutProlog(String text) {
    int at = 0;
    while (at < text.length()) {
      String end;
      if (text.startsWith("<!--", at)) {
        end = "-->";
      } else if (text.startsWith("<?", at)) {
        end = "?>";
      } else if (text.startsWith("<!", at)) {
        int subset = text.indexOf('[', at);
        int close = text.indexOf('>', at);
        end = subset >= 0 && subset < close ? "]>" : ">";
      } else {
        break;
      }
      int found = text.indexOf(end, at);
      if (found < 0) {
        return "";
      }
      at = found + end.length();
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
    return text.substring(at);
  }

  /** The bytes as lower-case text, in the encoding that a byte order mark names or else Latin-1. */
  private static String text(byte[] bytes) {
    Charset charset = StandardCharsets.ISO_8859_1;
    int skip = 0;
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      skip = 3;
    } else if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0, '<', 0)) {
      charset = StandardCharsets.UTF_16BE;
      skip = bytes[0] == 0 ? 0 : 2;
    } else if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, '<', 0)) {
      charset = StandardCharsets.UTF_16LE;
      skip = bytes[0] == '<' ? 0 : 2;
    }
    return charset
        .decode(ByteBuffer.wrap(bytes, skip, bytes.length - skip))
        .toString()
        .toLowerCase(Locale.ROOT);
  }

  private static boolean looksLikeText(byte[] head) {
    int strange = 0;
    for (byte each : head) {
      if (each == 0) {
        return false;
      }
      if (each >= 0 && each < 32 && !List.of(9, 10, 12, 13, 27).contains((int) each)) {
        strange++;
      }
    }
    return head.length > 0 && strange * 100L < head.length;
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
