package io.halfdoor.extract;

import io.halfdoor.extract.Extraction.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** A ZIP archive: each entry is a file inside the file. */
final class ArchiveReader implements Parser {

  static final MediaType TYPE = MediaType.application("zip");

  private final Budget budget;

  ArchiveReader(Budget budget) {
    this.budget = budget;
  }

  @Override
  public Set<MediaType> getSupportedTypes(ParseContext context) {
    return Set.of(TYPE);
  }

  @Override
  public void parse(
      InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
      throws IOException, SAXException, TikaException {
    EmbeddedDocumentExtractor attachments = context.get(EmbeddedDocumentExtractor.class);
    try (ZipFile archive = ZipFile.builder().setPath(TikaInputStream.get(stream).getPath()).get()) {
      for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
        if (entry.isDirectory()) {
          continue;
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
          budget.note(Reason.ENCRYPTED);
        } else if (!archive.canReadEntryData(entry)) {
          budget.note(Reason.UNSUPPORTED);
        } else {
          Metadata about = new Metadata();
          about.set(TikaCoreProperties.RESOURCE_NAME_KEY, entry.getName());
          try (InputStream content = archive.getInputStream(entry)) {
            attachments.parseEmbedded(content, handler, about, false);
          }
        }
      }
    }
  }
}
