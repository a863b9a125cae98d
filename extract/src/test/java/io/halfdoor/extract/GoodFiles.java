package io.halfdoor.extract;

import java.awt.Rectangle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextBox;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFNotes;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;

/** Small real files of every format, made in code. */
final class GoodFiles {

  static final String NEEDLE = "Nightjars bring the quarterly pelican forward";

  private GoodFiles() {}

  interface Body {
    void writeTo(OutputStream stream) throws IOException;
  }

  static byte[] bytes(Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.writeTo(bytes);
    return bytes.toByteArray();
  }

  /** A page each; the title is set when there is one. */
  static byte[] pdf(List<String> pages) throws IOException {
    try (PDDocument document = pdfDocument(pages)) {
      return bytes(document::save);
    }
  }

  static byte[] encryptedPdf(List<String> pages, String user) throws IOException {
    try (PDDocument document = pdfDocument(pages)) {
      document.protect(new StandardProtectionPolicy("owner", user, new AccessPermission()));
      return bytes(document::save);
    }
  }

  private static PDDocument pdfDocument(List<String> pages) throws IOException {
    PDDocument document = new PDDocument();
    document.getDocumentInformation().setTitle("The pelican paper");
    document.getDocumentInformation().setAuthor("Petra Pelican");
    document.getDocumentCatalog().setLanguage("en-GB");
    for (String text : pages) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(60, 700);
        content.showText(text);
        content.endText();
      }
    }
    return document;
  }

  static byte[] pptx(List<String> titles, String notesOnThird) throws IOException {
    try (XMLSlideShow show = new XMLSlideShow()) {
      for (String title : titles) {
        XSLFSlide slide = show.createSlide();
        XSLFTextBox box = slide.createTextBox();
        box.setAnchor(new Rectangle(50, 50, 400, 100));
        box.setText(title);
      }
      XSLFNotes notes = show.getNotesSlide(show.getSlides().get(2));
      for (XSLFTextShape shape : notes.getPlaceholders()) {
        shape.setText(notesOnThird);
      }
      return bytes(show::write);
    }
  }

  /** The slide that is shown last was made first. */
  static byte[] shuffledPptx(List<String> titles) throws IOException {
    try (XMLSlideShow show = new XMLSlideShow()) {
      for (String title : titles.reversed()) {
        XSLFSlide slide = show.createSlide();
        XSLFTextBox box = slide.createTextBox();
        box.setAnchor(new Rectangle(50, 50, 400, 100));
        box.setText(title);
        show.setSlideOrder(slide, 0);
      }
      return bytes(show::write);
    }
  }

  static byte[] ppt(List<String> titles) throws IOException {
    try (HSLFSlideShow show = new HSLFSlideShow()) {
      for (String title : titles) {
        HSLFTextBox box = new HSLFTextBox();
        box.setText(title);
        box.setAnchor(new Rectangle(50, 50, 400, 100));
        show.createSlide().addShape(box);
      }
      return bytes(show::write);
    }
  }

  /** Two headings of the first level, one below the second, {@link #NEEDLE} under that. */
  static byte[] docx() throws IOException {
    try (XWPFDocument document = new XWPFDocument()) {
      XWPFStyles styles = document.createStyles();
      for (int level = 1; level <= 2; level++) {
        CTStyle style = CTStyle.Factory.newInstance();
        style.setStyleId("Heading" + level);
        style.addNewName().setVal("heading " + level);
        styles.addStyle(new org.apache.poi.xwpf.usermodel.XWPFStyle(style));
      }
      document.getProperties().getCoreProperties().setTitle("The pelican letter");
      paragraph(document, "Heading1", "Opening");
      paragraph(document, null, "Dear reader, welcome.");
      paragraph(document, "Heading1", "Pricing");
      paragraph(document, "Heading2", "Discounts");
      paragraph(document, null, NEEDLE + ".");
      return bytes(document::write);
    }
  }

  private static void paragraph(XWPFDocument document, String style, String text) {
    XWPFParagraph paragraph = document.createParagraph();
    if (style != null) {
      paragraph.setStyle(style);
    }
    paragraph.createRun().setText(text);
  }

  static byte[] encryptedDocx(String password) throws Exception {
    try (POIFSFileSystem container = new POIFSFileSystem()) {
      EncryptionInfo info = new EncryptionInfo(EncryptionMode.agile);
      Encryptor encryptor = info.getEncryptor();
      encryptor.confirmPassword(password);
      try (OPCPackage document = OPCPackage.open(new java.io.ByteArrayInputStream(docx()));
          OutputStream encrypted = encryptor.getDataStream(container)) {
        document.save(encrypted);
      } catch (InvalidFormatException impossible) {
        throw new AssertionError(impossible);
      }
      return bytes(container::writeFilesystem);
    }
  }

  static byte[] xlsx() throws IOException {
    return workbook(new XSSFWorkbook());
  }

  static byte[] xls() throws IOException {
    return workbook(new HSSFWorkbook());
  }

  /** Sheet "Prices" with two rows, and "Notes" with 4,000 rows and {@link #NEEDLE} in the last. */
  private static byte[] workbook(Workbook workbook) throws IOException {
    try (workbook) {
      Row head = workbook.createSheet("Prices").createRow(0);
      head.createCell(0).setCellValue("Plan");
      head.createCell(1).setCellValue("Price");
      Row row = workbook.getSheetAt(0).createRow(1);
      row.createCell(0).setCellValue("Team");
      row.createCell(1).setCellValue(49);
      Sheet notes = workbook.createSheet("Notes");
      for (int i = 0; i < 4_000; i++) {
        notes.createRow(i).createCell(0).setCellValue(i < 3_999 ? "filler " + i : NEEDLE);
      }
      return bytes(workbook::write);
    }
  }

  static byte[] odt() throws IOException {
    return openDocument(
        "text",
        """
        <office:text><text:h text:outline-level="1">Opening</text:h><text:p>Dear reader.</text:p>
        <text:h text:outline-level="1">Pricing</text:h>
        <text:h text:outline-level="2">Discounts</text:h><text:p>%s</text:p></office:text>
        """
            .formatted(NEEDLE));
  }

  static byte[] odp() throws IOException {
    String slides =
        String.join(
            "",
            IntStream.rangeClosed(1, 4)
                .mapToObj(
                    i ->
                        """
                        <draw:page draw:name="p%d"><draw:frame><draw:text-box><text:p>Slide of
                        number %d</text:p><text:p>%s</text:p></draw:text-box></draw:frame>
                        <presentation:notes><text:p>Spoken %d</text:p></presentation:notes>
                        </draw:page>
                        """
                            .formatted(i, i, i == 3 ? NEEDLE : "nothing", i))
                .toList());
    return openDocument(
        "presentation", "<office:presentation>" + slides + "</office:presentation>");
  }

  static byte[] ods() throws IOException {
    return openDocument(
        "spreadsheet",
        """
        <office:spreadsheet><table:table table:name="Prices"><table:table-row><table:table-cell>
        <text:p>Plan</text:p></table:table-cell><table:table-cell><text:p>Price</text:p>
        </table:table-cell></table:table-row></table:table><table:table table:name="Notes">
        <table:table-row><table:table-cell><text:p>%s</text:p></table:table-cell>
        </table:table-row></table:table></office:spreadsheet>
        """
            .formatted(NEEDLE));
  }

  private static byte[] openDocument(String kind, String body) throws IOException {
    return openDocument(kind, "", body);
  }

  static byte[] openDocument(String kind, String doctype, String body) throws IOException {
    String type = "application/vnd.oasis.opendocument." + kind;
    return bytes(
        stream -> {
          try (ZipOutputStream zip = new ZipOutputStream(stream)) {
            byte[] mimetype = type.getBytes(StandardCharsets.US_ASCII);
            ZipEntry first = new ZipEntry("mimetype");
            first.setMethod(ZipEntry.STORED);
            first.setSize(mimetype.length);
            CRC32 crc = new CRC32();
            crc.update(mimetype);
            first.setCrc(crc.getValue());
            zip.putNextEntry(first);
            zip.write(mimetype);
            entry(
                zip,
                "content.xml",
                """
                <?xml version="1.0" encoding="UTF-8"?>%s<office:document-content
                xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
                xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
                xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
                xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0">
                <office:body>%s</office:body></office:document-content>
                """
                    .formatted(doctype, body));
            entry(
                zip,
                "meta.xml",
                """
                <office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>
                <dc:title>The open pelican</dc:title><dc:creator>Petra</dc:creator>
                <dc:language>de-AT</dc:language></office:meta></office:document-meta>
                """);
            entry(
                zip,
                "META-INF/manifest.xml",
                """
                <manifest:manifest
                xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>
                """);
          }
        });
  }

  static byte[] epub(String doctype, String chapter) throws IOException {
    return zip(
        Map.of(
            "mimetype", "application/epub+zip",
            "META-INF/container.xml",
                """
                <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
                <rootfiles><rootfile full-path="book.opf"
                media-type="application/oebps-package+xml"/></rootfiles></container>
                """,
            "book.opf",
                """
                <package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata
                xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The pelican book</dc:title>
                </metadata><manifest><item id="c1" href="c1.xhtml"
                media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c1"/></spine>
                </package>
                """,
            "c1.xhtml",
                "<?xml version=\"1.0\"?>"
                    + doctype
                    + "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><h1>Chapter</h1><p>"
                    + chapter
                    + "</p></body></html>"));
  }

  static byte[] zip(Map<String, String> entries) throws IOException {
    return bytes(
        stream -> {
          try (ZipOutputStream zip = new ZipOutputStream(stream)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
              entry(zip, entry.getKey(), entry.getValue());
            }
          }
        });
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  static byte[] rtf() {
    return ("{\\rtf1\\ansi{\\info{\\title The pelican note}{\\author Petra}}\\pard Dear reader.\\par "
            + NEEDLE
            + ".\\par}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] html() {
    return """
        <!DOCTYPE html><html lang="en"><head><title>The pelican page</title>
        <script>var hidden = "scriptword";</script><style>p { color: styleword }</style></head>
        <body><h1>Opening</h1><p>Dear
        reader.</p><h1>Pricing</h1><h2>Discounts</h2><p>%s.</p>
        <table><tr> <td>Plan</td>
        <td>Price</td> </tr></table></body></html>
        """
        .formatted(NEEDLE)
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] markdown() {
    return """
        # Opening
        Dear reader.

        Pricing
        =======
        ## Discounts ##
        **%s**, see [the list](https://example.org/x).

        ```
        # not a heading
        ```
        """
        .formatted(NEEDLE)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** With a PDF of seven pages attached, {@link #NEEDLE} on its last. */
  static byte[] email() throws IOException {
    return email("paper.pdf", pdf(pagesWithNeedleOn(7)));
  }

  static byte[] email(String fileName, byte[] attachment) {
    return """
        From: Petra Pelican <petra@example.org>
        To: Rob Rep <rob@example.org>
        Subject: The pelican mail
        Date: Mon, 23 Nov 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="frontier"

        --frontier
        Content-Type: text/plain; charset=utf-8

        Hello Rob, the paper is attached.
        --frontier
        Content-Type: application/octet-stream
        Content-Disposition: attachment; filename="%s"
        Content-Transfer-Encoding: base64

        %s
        --frontier--
        """
        .formatted(fileName, Base64.getMimeEncoder().encodeToString(attachment))
        .replace("\r\n", "\n")
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  static List<String> pagesWithNeedleOn(int page) {
    return IntStream.rangeClosed(1, 9)
        .mapToObj(i -> i == page ? NEEDLE + "." : "This is page " + i + " of the paper.")
        .toList();
  }
}
