package io.halfdoor.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Sets a source as a PDF on A4: page n of the source is page n of the file. */
final class PdfWriter {
  private PdfWriter() {}

  static void write(Source source, OutputStream out) throws IOException {
    List<Page> pages = source.pages();
    try (var document = new PDDocument();
        InputStream liberation = Typeface.open()) {
      document.setDocumentId(1L + source.name().hashCode());
      document.setDocumentInformation(about(source));
      document.getDocumentCatalog().setLanguage(language(source));
      PDFont font = PDType0Font.load(document, liberation, true);
      for (int i = 0; i < pages.size(); i++) {
        try (var sheet = new PdfPage(document, font, source, i + 1, pages.size())) {
          sheet.set(pages.get(i));
        }
      }
      // PDFBox closes what it saves to; the caller's stream stays open.
      var bytes = new ByteArrayOutputStream();
      document.save(bytes);
      bytes.writeTo(out);
    }
  }

  private static PDDocumentInformation about(Source source) {
    var about = new PDDocumentInformation();
    about.setTitle(source.value("title"));
    about.setAuthor(Brand.COMPANY);
    about.setSubject(source.value("summary"));
    about.setCreationDate(GregorianCalendar.from(Brand.MADE_AT.atZone(ZoneOffset.UTC)));
    return about;
  }

  static String language(Source source) {
    for (String label : Source.split(source.value("labels"))) {
      if (label.startsWith("language:")) {
        return label.substring("language:".length());
      }
    }
    return "en";
  }
}
