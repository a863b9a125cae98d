package io.halfdoor.extract;

import io.halfdoor.extract.Extraction.Properties;
import io.halfdoor.extract.Extraction.Reason;
import io.halfdoor.extract.Extraction.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.CompositeParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.OldExcelParser;
import org.apache.tika.parser.microsoft.TNEFParser;
import org.apache.tika.parser.microsoft.ooxml.xwpf.ml2006.Word2006MLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.xml.DcXMLParser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Reads one file after the other with Tika's parsers, in the worker. The parsers are listed by
 * name: none of those that start programs, look into pictures or open connections is among them.
 */
final class Reading {

  /** How reading ended; its passages went to the sink. */
  record Outcome(State state, @Nullable Reason reason, Properties properties, boolean shaken) {}

  private static final int LONGEST_PROPERTY = 1_000;
  private static final long PDF_MEMORY = 96L << 20;

  private final Limits limits;
  private final Path folder;
  private final List<Parser> parsers;

  /**
   * Prepares the parsers, which takes most of a worker's start.
   *
   * @param folder for temporary files
   */
  Reading(Limits limits, Path folder) {
    this.limits = limits;
    this.folder = folder;
    parsers =
        List.of(
            new PDFParser(),
            new OpenXmlReader(),
            new OfficeParser(),
            new OldExcelParser(),
            new Word2006MLParser(),
            new RTFParser(),
            new JSoupParser(),
            new EpubParser(),
            new RFC822Parser(),
            new TNEFParser(),
            new DcXMLParser(),
            new TextReader());
    // Tika switches these off for its own guard, which is not used here.
    ZipSecureFile.setMinInflateRatio(1.0 / limits.archiveRatio());
    ZipSecureFile.setMaxEntrySize(Math.min(limits.archiveBytes(), (1L << 32) - 1));
    ZipSecureFile.setMaxFileCount(limits.archiveEntries());
  }

  Outcome read(Path file, String mediaType, Consumer<Passage> sink) {
    Budget budget = new Budget(limits);
    PassageWriter writer = new PassageWriter(mediaType, budget, null, sink);
    Metadata metadata = new Metadata();
    metadata.set(Metadata.CONTENT_TYPE, mediaType);
    List<Parser> all = new ArrayList<>(parsers);
    all.add(new ArchiveReader(budget));
    all.add(new OpenDocumentReader(budget));
    Parser parser = new CompositeParser(MediaTypeRegistry.getDefaultRegistry(), all);
    ParseContext context = context(parser);
    Attachments attachments = new Attachments(parser, context, budget, folder, writer, sink);
    context.set(EmbeddedDocumentExtractor.class, attachments);

    if (!parser.getSupportedTypes(context).contains(MediaType.parse(mediaType))) {
      return new Outcome(State.NONE, Reason.UNSUPPORTED, Properties.NONE, false);
    }
    Reason failure = null;
    boolean shaken = false;
    try (TikaInputStream stream = TikaInputStream.get(file)) {
      parser.parse(stream, writer, metadata, context);
    } catch (TikaException | SAXException | IOException | RuntimeException thrown) {
      failure = Failure.reason(thrown);
      // What no parser lets through was thrown by the JVM below it.
      shaken = thrown.getCause() instanceof Error;
    } catch (StackOverflowError deep) {
      failure = Reason.TOO_DEEP;
      shaken = true;
    } catch (LinkageError broken) {
      failure = Reason.DAMAGED;
      shaken = true;
    }
    try {
      writer.finish();
    } catch (Stop stop) {
      failure = stop.reason();
    }
    boolean anything = writer.wroteAnything() || attachments.wroteAnything();
    return outcome(anything, failure, budget, metadata, shaken);
  }

  private static Outcome outcome(
      boolean anything,
      @Nullable Reason failure,
      Budget budget,
      Metadata metadata,
      boolean shaken) {
    Properties properties = properties(metadata);
    Reason cut = budget.cut() != null ? budget.cut() : failure;
    if (cut == null) {
      cut = budget.trouble();
    }
    if (anything) {
      return new Outcome(State.READY, cut, properties, shaken);
    }
    if (cut == null) {
      cut = swallowed(metadata);
    }
    if (cut == null) {
      return new Outcome(State.NONE, Reason.NO_TEXT, properties, shaken);
    }
    State state = cut == Reason.EMPTY || cut == Reason.UNSUPPORTED ? State.NONE : State.FAILED;
    return new Outcome(state, cut, properties, shaken);
  }

  /** Why a parser left out a part, where it kept that to itself. */
  private static @Nullable Reason swallowed(Metadata metadata) {
    String[] traces = metadata.getValues(TikaCoreProperties.TIKA_META_EXCEPTION_WARNING);
    return traces.length == 0 ? null : Failure.told(String.join("\n", traces));
  }

  private ParseContext context(Parser parser) {
    ParseContext context = new ParseContext();
    context.set(Parser.class, parser);
    context.set(Detector.class, MimeTypes.getDefaultMimeTypes());
    PDFParserConfig pdf = new PDFParserConfig();
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    pdf.setExtractInlineImages(false);
    pdf.setExtractBookmarksText(false);
    pdf.setExtractActions(false);
    pdf.setSortByPosition(false);
    pdf.setCatchIntermediateIOExceptions(true);
    pdf.setMaxMainMemoryBytes(PDF_MEMORY);
    context.set(PDFParserConfig.class, pdf);
    OfficeParserConfig office = new OfficeParserConfig();
    // The other extractors build the whole document in memory first.
    office.setUseSAXDocxExtractor(true);
    office.setUseSAXPptxExtractor(true);
    office.setExtractMacros(false);
    office.setIncludeDeletedContent(false);
    office.setIncludeMoveFromContent(false);
    office.setIncludeSlideMasterContent(false);
    office.setIncludeSlideNotes(true);
    context.set(OfficeParserConfig.class, office);
    return context;
  }

  private static Properties properties(Metadata metadata) {
    String author =
        Stream.of(metadata.getValues(TikaCoreProperties.CREATOR))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    String language = metadata.get(TikaCoreProperties.LANGUAGE);
    if (language == null) {
      language = metadata.get(Metadata.CONTENT_LANGUAGE);
    }
    return new Properties(
        property(metadata.get(TikaCoreProperties.TITLE)), property(author), language(language));
  }

  private static @Nullable String property(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String clean =
        value
            .substring(0, Math.min(value.length(), 2 * LONGEST_PROPERTY))
            .replaceAll("[\\p{Cntrl}\\s]+", " ")
            .strip();
    if (clean.isEmpty()) {
      return null;
    }
    return clean.length() <= LONGEST_PROPERTY ? clean : clean.substring(0, LONGEST_PROPERTY);
  }

  private static @Nullable String language(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String tag = value.strip().replace('_', '-');
    return tag.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}") ? tag : null;
  }
}
