package io.halfdoor.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The file formats of the items. */
enum Format {
  PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  PDF("application/pdf"),
  ODT("application/vnd.oasis.opendocument.text"),
  RTF("application/rtf"),
  HTML("text/html"),
  EML("message/rfc822"),
  MD("text/markdown");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  static Format ofExtension(String extension) {
    return valueOf(extension.toUpperCase(Locale.ROOT));
  }

  String mediaType() {
    return mediaType;
  }

  /** Writes the whole file; the stream stays open. */
  void write(Source source, OutputStream out) throws IOException {
    switch (this) {
      case PPTX -> DeckWriter.write(source, out);
      case DOCX -> WordWriter.write(source, out);
      case XLSX -> SheetWriter.write(source, out);
      case PDF -> PdfWriter.write(source, out);
      case ODT -> OdtWriter.write(source, out);
      case RTF -> RtfWriter.write(source, out);
      case HTML -> HtmlWriter.write(source, out);
      case EML -> MailWriter.write(source, out);
      case MD -> out.write(source.body().getBytes(StandardCharsets.UTF_8));
    }
  }
}
