package io.halfdoor.extract;

import io.halfdoor.extract.Extraction.Reason;
import io.halfdoor.extract.Place.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.tika.detect.microsoft.POIFSContainerDetector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.EmbeddedContentHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Files inside the file, read by the same parsers within the same budget. One that cannot be read
 * does not spoil the file it is in.
 */
final class Attachments implements EmbeddedDocumentExtractor {

  /** Parts that parsers offer and nobody wants to find. */
  private static final Set<String> UNWANTED = Set.of("MACRO", "THUMBNAIL", "FONT", "VERSION");

  private static final String MAIL = "message/rfc822";
  private static final int LONGEST_NAME = 200;

  private final Parser parser;
  private final ParseContext context;
  private final Budget budget;
  private final Path folder;
  private final Consumer<Passage> sink;
  private final Deque<String> path = new ArrayDeque<>();
  private final Deque<PassageWriter> writers = new ArrayDeque<>();
  private int number;
  private int anonymous;
  private boolean wroteAnything;

  Attachments(
      Parser parser,
      ParseContext context,
      Budget budget,
      Path folder,
      PassageWriter outermost,
      Consumer<Passage> sink) {
    this.parser = parser;
    this.context = context;
    this.budget = budget;
    this.folder = folder;
    this.sink = sink;
    writers.push(outermost);
  }

  boolean wroteAnything() {
    return wroteAnything;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata about) {
    String kind = about.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
    String type = about.get(Metadata.CONTENT_TYPE);
    return (kind == null || !UNWANTED.contains(kind))
        && (type == null || !type.matches("(image/(?!svg)|audio/|video/|font/).*"));
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler handler, Metadata about, boolean outputHtml)
      throws SAXException, IOException {
    if (!budget.takeEntry(path.size() + 1)) {
      return;
    }
    Object container = stream instanceof TikaInputStream tika ? tika.getOpenContainer() : null;
    String given = name(about);
    boolean named = given != null;
    String name = given == null ? "attachment " + ++anonymous : given;
    // A message may begin as any text does: here its container knows.
    String hint = MAIL.equals(about.get(Metadata.CONTENT_TYPE)) ? name + ".eml" : name;
    Path copy = null;
    try {
      Metadata metadata = new Metadata();
      if (container instanceof DirectoryEntry directory) {
        MediaType type =
            POIFSContainerDetector.detect(Set.copyOf(directory.getEntryNames()), directory);
        read(type.toString(), stream, metadata, name, named);
      } else {
        copy = Files.createTempFile(folder, "inside", "");
        Files.copy(budget.unpacking(stream), copy, StandardCopyOption.REPLACE_EXISTING);
        if (Files.size(copy) > 0) {
          String type = Detection.mediaType(copy, hint);
          if (!fits(type, copy)) {
            budget.cut(Reason.TOO_LARGE);
            return;
          }
          try (TikaInputStream content = TikaInputStream.get(copy)) {
            read(type, content, metadata, name, named);
          }
        }
      }
    } catch (Stop stop) {
      throw stop;
    } catch (IOException | RuntimeException trouble) {
      Reason reason = Failure.reason(trouble);
      if (Failure.stops(trouble)) {
        throw budget.stop(reason);
      }
      budget.note(reason);
    } finally {
      if (copy != null) {
        Files.deleteIfExists(copy);
      }
    }
  }

  private boolean fits(String type, Path copy) throws IOException {
    return !Archives.exceeds(copy, type, budget.limits());
  }

  private void read(String type, InputStream content, Metadata metadata, String name, boolean named)
      throws SAXException, IOException {
    boolean readable = parser.getSupportedTypes(context).contains(MediaType.parse(type));
    // A picture in the text has no name that anybody gave it.
    if (named && (readable || !type.startsWith("image/"))) {
      writers.element().attached(name);
    }
    if (!readable) {
      return;
    }
    metadata.set(Metadata.CONTENT_TYPE, type);
    if (!named && type.startsWith("text/") && writers.element().isMessage()) {
      // The text of the message itself, which Tika's mail parser hands over as if it were a file.
      parse(content, new EmbeddedContentHandler(writers.element()), metadata);
      return;
    }
    writers.element().pause();
    path.addLast(name);
    number++;
    Place place = new Place(Kind.ATTACHMENT, number, String.join(" / ", path));
    PassageWriter writer = new PassageWriter(type, budget, place, sink);
    writers.push(writer);
    try {
      parse(content, writer, metadata);
    } finally {
      writers.pop();
      path.removeLast();
      writer.finish();
      wroteAnything |= writer.wroteAnything();
    }
  }

  private void parse(InputStream content, ContentHandler handler, Metadata metadata)
      throws SAXException, IOException {
    try {
      parser.parse(content, handler, metadata, context);
    } catch (TikaException trouble) {
      if (Failure.stops(trouble)) {
        throw budget.stop(Failure.reason(trouble));
      }
      budget.note(Failure.reason(trouble));
    }
  }

  /** The last part of the name it was given, which may be anything; null when there is none. */
  private static @Nullable String name(Metadata about) {
    String given = about.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    if (given == null) {
      return null;
    }
    String tail = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String clean = tail.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
    if (clean.isEmpty()) {
      return null;
    }
    return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME);
  }
}
