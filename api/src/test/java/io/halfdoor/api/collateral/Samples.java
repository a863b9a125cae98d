package io.halfdoor.api.collateral;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Real files for tests, made when they are needed. */
public final class Samples {

  private Samples() {}

  /** A PDF with one sentence a page. */
  public static byte[] pdf(String... pages) {
    try (PDDocument document = document(pages)) {
      return saved(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same behind a password. */
  static byte[] lockedPdf(String... pages) {
    try (PDDocument document = document(pages)) {
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      return saved(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PDDocument document(String... pages) throws IOException {
    PDDocument document = new PDDocument();
    for (String sentence : pages) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(72, 700);
        content.showText(sentence);
        content.endText();
      }
    }
    return document;
  }

  private static byte[] saved(PDDocument document) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  /** A DOCX of these paragraphs. */
  static byte[] docx(String... paragraphs) {
    try (XWPFDocument document = new XWPFDocument()) {
      for (String paragraph : paragraphs) {
        document.createParagraph().createRun().setText(paragraph);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.write(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An OpenDocument presentation with one sentence a slide. */
  static byte[] odp(String... slides) {
    String each =
        "<draw:page><draw:frame><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame>"
            + "</draw:page>";
    return openDocument("presentation", each, slides);
  }

  /** An OpenDocument spreadsheet with one sentence a sheet, none of which has a name. */
  static byte[] ods(String... sheets) {
    String each =
        "<table:table><table:table-row><table:table-cell><text:p>%s</text:p></table:table-cell>"
            + "</table:table-row></table:table>";
    return openDocument("spreadsheet", each, sheets);
  }

  private static byte[] openDocument(String kind, String each, String... sentences) {
    String parts = Stream.of(sentences).map(each::formatted).collect(Collectors.joining());
    String content =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document-content
            xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
            xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
          <office:body><office:%1$s>%2$s</office:%1$s></office:body>
        </office:document-content>
        """
            .formatted(kind, parts);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      // What it is stands first and as it is, where whoever looks at the bytes expects it.
      zip.setLevel(Deflater.NO_COMPRESSION);
      zip.putNextEntry(new ZipEntry("mimetype"));
      zip.write(("application/vnd.oasis.opendocument." + kind).getBytes(UTF_8));
      zip.putNextEntry(new ZipEntry("content.xml"));
      zip.write(content.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A mail as Outlook keeps it. */
  static byte[] msg(String subject, String body) {
    try (POIFSFileSystem file = new POIFSFileSystem()) {
      property(file, "001A", "IPM.Note");
      property(file, "0037", subject);
      property(file, "1000", body);
      file.createDocument(new ByteArrayInputStream(new byte[32]), "__properties_version1.0");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      file.writeFilesystem(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void property(POIFSFileSystem file, String tag, String text) throws IOException {
    file.createDocument(
        new ByteArrayInputStream(text.getBytes(UTF_16LE)), "__substg1.0_" + tag + "001F");
  }
}
