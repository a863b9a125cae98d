package io.halfdoor.extract;

import io.halfdoor.extract.Extraction.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;

/** Makes files that are out to hang, crash or exhaust whoever reads them. */
final class HostileFiles {

  /**
   * One sort.
   *
   * @param expected how it may be answered; null stands for a whole text without a reason
   */
  record Sort(String what, String fileName, Maker maker, Set<Reason> expected, boolean wholeText) {
    @Override
    public String toString() {
      return what;
    }
  }

  interface Maker {
    byte[] make() throws Exception;
  }

  private static final List<String> ODD =
      List.of("HTML", "tables in tables", "Markdown", "an attribute", "parts in parts");

  private static final String WORD =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  private static final String W =
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/package/2006/relationships";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";

  private HostileFiles() {}

  static List<Sort> all() {
    List<Sort> sorts = new ArrayList<>();
    // Archives.
    add(sorts, "a flat archive of two gigabytes", "a.zip", HostileFiles::flat, Reason.TOO_LARGE);
    add(sorts, "archives in archives, 12 deep", "a.zip", () -> nested(12, 1), Reason.TOO_DEEP);
    add(
        sorts,
        "archives in archives that fan out",
        "a.zip",
        () -> nested(7, 8),
        Reason.TOO_LARGE,
        Reason.TIMED_OUT);
    add(
        sorts,
        "entries that share their bytes",
        "a.zip",
        HostileFiles::overlapping,
        Reason.TOO_LARGE);
    add(sorts, "20,000 entries", "a.zip", HostileFiles::manyEntries, Reason.TOO_LARGE);
    add(
        sorts,
        "an archive that lies about sizes",
        "a.zip",
        HostileFiles::lyingZip,
        Reason.TOO_LARGE);
    add(
        sorts,
        "an archive within a ratio, of two gigabytes in four",
        "a.zip",
        HostileFiles::halfGigabytes,
        Reason.TOO_LARGE);
    // Office packages.
    add(sorts, "a gigabyte in a small DOCX", "a.docx", () -> floodedDocx(false), Reason.TOO_LARGE);
    add(
        sorts,
        "a gigabyte in a DOCX that says it is small",
        "a.docx",
        () -> floodedDocx(true),
        Reason.TOO_LARGE,
        Reason.DAMAGED);
    add(
        sorts,
        "a gigabyte in a DOCX behind stored noise",
        "a.docx",
        HostileFiles::ballastDocx,
        Reason.TOO_LARGE,
        Reason.DAMAGED);
    add(
        sorts,
        "an ODT that says it is small",
        "a.odt",
        HostileFiles::lyingOdt,
        Reason.TOO_LARGE,
        Reason.DAMAGED);
    add(
        sorts,
        "a million elements deep in a DOCX",
        "a.docx",
        HostileFiles::deepDocx,
        Reason.TOO_DEEP,
        Reason.TOO_LARGE);
    add(
        sorts,
        "a sheet of a million cells",
        "a.xlsx",
        HostileFiles::hugeSheet,
        Reason.TOO_LARGE,
        Reason.TIMED_OUT,
        Reason.OUT_OF_MEMORY);
    add(
        sorts,
        "a table of strings that never ends",
        "a.xlsx",
        HostileFiles::hugeStrings,
        Reason.TOO_LARGE,
        Reason.TIMED_OUT,
        Reason.NO_TEXT,
        Reason.OUT_OF_MEMORY);
    // Markup.
    Reason[] expansion = {Reason.TOO_LARGE, Reason.DAMAGED};
    add(sorts, "a billion laughs in a DOCX", "a.docx", () -> docx(laughs(), "&l9;"), expansion);
    add(
        sorts,
        "a billion laughs in an ODT",
        "a.odt",
        () ->
            GoodFiles.openDocument(
                "text", laughs(), "<office:text><text:p>&l9;</text:p></office:text>"),
        expansion);
    add(
        sorts,
        "a billion laughs in an SVG",
        "a.svg",
        () -> utf8("<?xml version=\"1.0\"?>" + laughs() + "<svg><text>&l9;</text></svg>"),
        expansion);
    add(
        sorts,
        "a billion laughs in XML",
        "a.xml",
        () -> utf8("<?xml version=\"1.0\"?>" + laughs() + "<x>&l9;</x>"),
        expansion);
    add(
        sorts,
        "a quadratic blow-up in XML",
        "a.xml",
        HostileFiles::quadratic,
        Reason.TOO_LARGE,
        Reason.DAMAGED);
    add(
        sorts,
        "HTML 500,000 deep",
        "a.html",
        () -> utf8("<div>".repeat(500_000) + "deep words"),
        Reason.TOO_DEEP,
        Reason.TIMED_OUT,
        Reason.TOO_LARGE);
    add(
        sorts,
        "tables in tables, 100,000 deep",
        "a.html",
        () -> utf8("<table><tr><td>".repeat(100_000) + "deep words"),
        Reason.TOO_DEEP,
        Reason.TIMED_OUT,
        Reason.TOO_LARGE,
        Reason.NO_TEXT);
    add(
        sorts,
        "an attribute of 60 MB in an SVG",
        "a.svg",
        () -> utf8("<svg a=\"" + "x".repeat(60 << 20) + "\"><text>words</text></svg>"),
        Reason.TOO_LARGE,
        Reason.DAMAGED,
        Reason.OUT_OF_MEMORY);
    // PDF.
    add(
        sorts,
        "a gigabyte in a stream of a small PDF",
        "a.pdf",
        HostileFiles::floodedPdf,
        Reason.OUT_OF_MEMORY,
        Reason.TOO_LARGE,
        Reason.TIMED_OUT,
        Reason.NO_TEXT);
    add(
        sorts,
        "filters on filters in a PDF",
        "a.pdf",
        HostileFiles::filteredPdf,
        Reason.OUT_OF_MEMORY,
        Reason.TOO_LARGE,
        Reason.TIMED_OUT,
        Reason.NO_TEXT,
        Reason.DAMAGED);
    add(
        sorts,
        "a PDF whose page tree goes in circles",
        "a.pdf",
        () -> pdf("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"),
        Reason.NO_TEXT,
        Reason.DAMAGED,
        Reason.TOO_DEEP);
    add(
        sorts,
        "a PDF whose pages are their own parents",
        "a.pdf",
        () ->
            pdf(
                "<</Type/Pages/Kids[3 0 R]/Count 2147483647/Parent 3 0 R>>",
                "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2147483647/Parent 2 0 R>>"),
        Reason.NO_TEXT,
        Reason.DAMAGED,
        Reason.TOO_DEEP,
        Reason.TIMED_OUT);
    add(
        sorts,
        "arrays in arrays in a PDF, 200,000 deep",
        "a.pdf",
        () -> pdf("<</Type/Pages/Kids[]/Count 0/X " + "[".repeat(200_000) + ">>"),
        Reason.NO_TEXT,
        Reason.DAMAGED,
        Reason.TIMED_OUT,
        Reason.TOO_DEEP);
    add(
        sorts,
        "a form in a PDF that draws itself",
        "a.pdf",
        HostileFiles::recursivePdf,
        Reason.NO_TEXT,
        Reason.DAMAGED,
        Reason.TIMED_OUT,
        Reason.TOO_DEEP);
    // The old ones.
    add(
        sorts,
        "RTF groups 2,000,000 deep",
        "a.rtf",
        () -> utf8("{\\rtf1 " + "{".repeat(2_000_000)),
        Reason.NO_TEXT,
        Reason.DAMAGED,
        Reason.TOO_DEEP,
        Reason.OUT_OF_MEMORY,
        Reason.TIMED_OUT);
    add(
        sorts,
        "an OLE2 file whose sectors go in circles",
        "a.doc",
        HostileFiles::circularOle,
        Reason.DAMAGED,
        Reason.UNSUPPORTED,
        Reason.NO_TEXT);
    add(
        sorts,
        "a message in a message, 3,000 deep",
        "a.eml",
        HostileFiles::nestedMail,
        Reason.TOO_DEEP);
    add(
        sorts,
        "parts in parts of a message, 5,000 deep",
        "a.eml",
        HostileFiles::nestedParts,
        Reason.TOO_DEEP,
        Reason.DAMAGED,
        Reason.NO_TEXT,
        Reason.TIMED_OUT);
    add(sorts, "a line of 60 MB", "a.csv", () -> utf8("cell,".repeat(12 << 20)), Reason.TOO_LARGE);
    add(
        sorts,
        "Markdown to make a pattern run long",
        "a.md",
        () -> utf8(("# x" + " \t".repeat(8_000) + "y\n[" + "[".repeat(16_000) + "\n").repeat(60)),
        Reason.TOO_LARGE,
        Reason.TIMED_OUT);
    // Some are only odd: they may as well be read whole.
    sorts.replaceAll(
        sort ->
            ODD.stream().anyMatch(sort.what::startsWith)
                ? new Sort(sort.what, sort.fileName, sort.maker, sort.expected, true)
                : sort);
    return sorts;
  }

  private static void add(
      List<Sort> sorts, String what, String fileName, Maker maker, Reason... expected) {
    sorts.add(new Sort(what, fileName, maker, EnumSet.copyOf(List.of(expected)), false));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] flat() {
    return new RawZip().add("a.txt", RawZip.flood("", 'a', 2_000, "")).toBytes();
  }

  private static byte[] nested(int depth, int width) {
    byte[] inner = utf8("nothing to see");
    String name = "a.bin";
    for (int level = 0; level < depth; level++) {
      RawZip zip = new RawZip();
      RawZip.Packed packed = RawZip.deflated(inner);
      for (int i = 0; i < width; i++) {
        zip.add(i + name, packed);
      }
      inner = zip.toBytes();
      name = "a.zip";
    }
    return inner;
  }

  private static byte[] overlapping() {
    RawZip.Packed kernel = RawZip.flood("", 'a', 20, "");
    RawZip zip = new RawZip().add("0.txt", kernel);
    for (int i = 1; i < 2_000; i++) {
      // Their sizes are said to be small, so that only the sharing gives them away.
      zip.again(i + ".txt", kernel, 10, 0);
    }
    return zip.toBytes();
  }

  private static byte[] manyEntries() {
    RawZip zip = new RawZip();
    RawZip.Packed packed = RawZip.stored(utf8("x"));
    for (int i = 0; i < 20_000; i++) {
      zip.add(i + ".txt", packed);
    }
    return zip.toBytes();
  }

  private static byte[] lyingZip() {
    RawZip zip = new RawZip();
    for (int i = 0; i < 8; i++) {
      zip.add(i + ".txt", RawZip.flood("", 'a', 200, ""), 10);
    }
    return zip.toBytes();
  }

  private static byte[] halfGigabytes() {
    RawZip zip = new RawZip().add("noise", RawZip.stored(noise(30 << 20)));
    for (int i = 0; i < 4; i++) {
      zip.add(i + ".txt", RawZip.flood("", 'a', 500, ""));
    }
    return zip.toBytes();
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(4).nextBytes(noise);
    return noise;
  }

  static byte[] docx(String doctype, String text) {
    return packageOf(
        RawZip.deflated(
            utf8(
                "<?xml version=\"1.0\"?>"
                    + doctype
                    + "<w:document "
                    + W
                    + "><w:body><w:p><w:r><w:t>"
                    + text
                    + "</w:t></w:r></w:p></w:body></w:document>")),
        -1,
        null);
  }

  private static byte[] packageOf(RawZip.Packed document, long saidSize, byte[] ballast) {
    RawZip zip =
        new RawZip()
            .add(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package"
                    + ".relationships+xml\"/><Default Extension=\"bin\" ContentType=\"a/b\"/>"
                    + "<Override PartName=\"/word/document.xml\" ContentType=\""
                    + WORD
                    + "\"/></Types>")
            .add(
                "_rels/.rels",
                "<Relationships xmlns=\""
                    + RELATIONS
                    + "\"><Relationship Id=\"r1\" Type=\""
                    + OFFICE
                    + "\" Target=\"word/document.xml\"/></Relationships>");
    if (ballast != null) {
      zip.add("word/noise.bin", RawZip.stored(ballast));
    }
    return zip.add("word/document.xml", document, saidSize < 0 ? document.size() : saidSize)
        .toBytes();
  }

  private static RawZip.Packed flood() {
    return RawZip.flood(
        "<w:document " + W + "><w:body><w:p><w:r><w:t>",
        'a',
        1_000,
        "</w:t></w:r></w:p></w:body></w:document>");
  }

  private static byte[] floodedDocx(boolean lying) {
    return packageOf(flood(), lying ? 5_000 : -1, null);
  }

  private static byte[] ballastDocx() {
    return packageOf(flood(), -1, noise(12 << 20));
  }

  private static byte[] lyingOdt() {
    return new RawZip()
        .add("mimetype", RawZip.stored(utf8("application/vnd.oasis.opendocument.text")))
        .add(
            "content.xml",
            RawZip.flood(
                "<o:document-content xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                    + " xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><o:body><o:text>"
                    + "<t:p>",
                'a',
                1_500,
                "</t:p></o:text></o:body></o:document-content>"),
            5_000)
        .toBytes();
  }

  private static byte[] deepDocx() {
    return packageOf(
        RawZip.deflated(
            utf8("<w:document " + W + "><w:body>" + "<w:sdt><w:sdtContent>".repeat(500_000))),
        -1,
        null);
  }

  private static byte[] hugeSheet() {
    StringBuilder rows = new StringBuilder();
    Random random = new Random(5);
    for (int row = 1; row <= 60_000; row++) {
      rows.append("<row r=\"").append(row).append("\">");
      for (int cell = 0; cell < 20; cell++) {
        rows.append("<c><v>").append(random.nextInt(1_000_000)).append("</v></c>");
      }
      rows.append("</row>");
    }
    return workbook(rows.toString(), "<sst xmlns=\"%s\"/>".formatted(S));
  }

  private static byte[] hugeStrings() {
    Random random = new Random(6);
    String strings =
        IntStream.range(0, 1_000_000)
            .mapToObj(i -> "<si><t>" + random.nextInt(1_000_000_000) + "</t></si>")
            .collect(Collectors.joining());
    return workbook("", "<sst xmlns=\"%s\">%s</sst>".formatted(S, strings));
  }

  private static final String S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

  private static byte[] workbook(String rows, String strings) {
    String base = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    String relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    return new RawZip()
        .add(
            "[Content_Types].xml",
            """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels"
            ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="%1$ssheet.main+xml"/>
            <Override PartName="/xl/sheet1.xml" ContentType="%1$sworksheet+xml"/>
            <Override PartName="/xl/strings.xml" ContentType="%1$ssharedStrings+xml"/></Types>
            """
                .formatted(base))
        .add(
            "_rels/.rels",
            """
            <Relationships xmlns="%s"><Relationship Id="r1" Type="%s" Target="xl/workbook.xml"/>
            </Relationships>
            """
                .formatted(RELATIONS, OFFICE))
        .add(
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships xmlns="%1$s">
            <Relationship Id="r1" Type="%2$s/worksheet" Target="sheet1.xml"/>
            <Relationship Id="r2" Type="%2$s/sharedStrings" Target="strings.xml"/></Relationships>
            """
                .formatted(RELATIONS, relation))
        .add(
            "xl/workbook.xml",
            """
            <workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="One" sheetId="1" r:id="r1"/>
            </sheets></workbook>
            """
                .formatted(S, relation))
        .add("xl/strings.xml", strings)
        .add(
            "xl/sheet1.xml",
            "<worksheet xmlns=\"" + S + "\"><sheetData>" + rows + "</sheetData></worksheet>")
        .toBytes();
  }

  private static String laughs() {
    StringBuilder doctype = new StringBuilder("<!DOCTYPE x [<!ENTITY l0 \"lol\">");
    for (int i = 1; i <= 9; i++) {
      doctype
          .append("<!ENTITY l")
          .append(i)
          .append(" \"")
          .append(("&l" + (i - 1) + ";").repeat(10));
      doctype.append("\">");
    }
    return doctype.append("]>").toString();
  }

  private static byte[] quadratic() {
    return utf8(
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \""
            + "a".repeat(100_000)
            + "\">]><x>"
            + "&a;".repeat(20_000)
            + "</x>");
  }

  /** A PDF of these objects after the catalog, the first being the root of the pages. */
  static byte[] pdf(String... objects) throws IOException {
    byte[][] bytes = new byte[objects.length][];
    for (int i = 0; i < objects.length; i++) {
      bytes[i] = objects[i].getBytes(StandardCharsets.ISO_8859_1);
    }
    return pdfOf("<</Type/Catalog/Pages 2 0 R>>", bytes);
  }

  static byte[] pdfOf(String catalog, byte[]... objects) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    List<Integer> offsets = new ArrayList<>();
    file.writeBytes(utf8("%PDF-1.7\n"));
    List<byte[]> all = new ArrayList<>();
    all.add(utf8(catalog));
    all.addAll(List.of(objects));
    for (byte[] object : all) {
      offsets.add(file.size());
      file.writeBytes(utf8(offsets.size() + " 0 obj\n"));
      file.writeBytes(object);
      file.writeBytes(utf8("\nendobj\n"));
    }
    int table = file.size();
    file.writeBytes(utf8("xref\n0 " + (all.size() + 1) + "\n0000000000 65535 f \n"));
    for (int offset : offsets) {
      file.writeBytes(utf8("%010d 00000 n \n".formatted(offset)));
    }
    file.writeBytes(
        utf8(
            "trailer\n<</Size "
                + (all.size() + 1)
                + "/Root 1 0 R>>\nstartxref\n"
                + table
                + "\n%%EOF\n"));
    return file.toByteArray();
  }

  private static byte[] stream(String dictionary, byte[] content) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(utf8("<<" + dictionary + "/Length " + content.length + ">>\nstream\n"));
    all.writeBytes(content);
    all.writeBytes(utf8("\nendstream"));
    return all.toByteArray();
  }

  private static byte[] deflate(byte[] content) throws IOException {
    return GoodFiles.bytes(
        stream -> {
          try (DeflaterOutputStream deflater = new DeflaterOutputStream(stream)) {
            deflater.write(content);
          }
        });
  }

  private static byte[] pdfOfContent(byte[] content) throws IOException {
    return pdfOf(
        "<</Type/Catalog/Pages 2 0 R>>",
        utf8("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        utf8("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>"),
        content);
  }

  /** With the two bytes of a zlib header; the checksum at the end is left out. */
  private static byte[] zlibFlood() {
    byte[] raw = RawZip.flood("BT ", ' ', 1_000, " ET").bytes();
    byte[] zlib = new byte[raw.length + 2];
    zlib[0] = 0x78;
    zlib[1] = (byte) 0xDA;
    System.arraycopy(raw, 0, zlib, 2, raw.length);
    return zlib;
  }

  private static byte[] floodedPdf() throws IOException {
    return pdfOfContent(stream("/Filter/FlateDecode", zlibFlood()));
  }

  private static byte[] filteredPdf() throws IOException {
    byte[] content = deflate(deflate(deflate(zlibFlood())));
    return pdfOfContent(
        stream("/Filter[/FlateDecode/FlateDecode/FlateDecode/FlateDecode]", content));
  }

  private static byte[] recursivePdf() throws IOException {
    byte[] form =
        stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>",
            utf8("/F Do /F Do"));
    return pdfOf(
        "<</Type/Catalog/Pages 2 0 R>>",
        utf8("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        utf8(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R"
                + "/Resources<</XObject<</F 4 0 R>>>>>>"),
        form,
        stream("", utf8("/F Do")));
  }

  private static byte[] circularOle() {
    ByteBuffer file = ByteBuffer.allocate(512 * 4).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0});
    file.put(new byte[] {(byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1});
    file.putShort(24, (short) 0x3E).putShort(26, (short) 3).putShort(28, (short) -2);
    file.putShort(30, (short) 9).putShort(32, (short) 6);
    file.putInt(44, 1).putInt(48, 1).putInt(56, 4096).putInt(60, -2).putInt(68, -2);
    for (int i = 0; i < 109; i++) {
      file.putInt(76 + 4 * i, i == 0 ? 0 : -1);
    }
    // The table: sector 1, the directory, is followed by itself.
    for (int i = 0; i < 128; i++) {
      file.putInt(512 + 4 * i, i == 0 ? -3 : 1);
    }
    for (int entry = 0; entry < 4; entry++) {
      int at = 1024 + 128 * entry;
      byte[] name = "WordDocument".getBytes(StandardCharsets.UTF_16LE);
      file.put(at, name).putShort(at + 64, (short) (name.length + 2));
      file.put(at + 66, (byte) (entry == 0 ? 5 : 2));
      file.putInt(at + 68, 1).putInt(at + 72, 2).putInt(at + 76, 1);
    }
    return file.array();
  }

  private static byte[] nestedMail() {
    String header = "From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\n";
    return utf8(
        (header + "Content-Type: message/rfc822\r\n\r\n").repeat(3_000) + header + "\r\nend");
  }

  private static byte[] nestedParts() {
    StringBuilder mail =
        new StringBuilder("From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\n");
    for (int i = 0; i < 5_000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=\"b").append(i).append("\"\r\n\r\n--b");
      mail.append(i).append("\r\n");
    }
    return utf8(mail + "Content-Type: text/plain\r\n\r\ndeep words");
  }
}
