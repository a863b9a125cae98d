package io.halfdoor.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets a source as an OpenDocument text. */
final class OdtWriter {
  private static final String NAMESPACES =
      """
      xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
      xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
      xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
      xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
      xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" \
      xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" office:version="1.3">
      """;

  private static final String STYLES =
      """
      <office:automatic-styles>
      <style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
      <style:style style:name="H" style:family="paragraph"><style:text-properties fo:color="#144a44" \
      fo:font-size="17pt" fo:font-weight="bold"/></style:style>
      <style:style style:name="N" style:family="paragraph"><style:paragraph-properties \
      fo:break-before="page"/></style:style>
      </office:automatic-styles>
      """;

  private OdtWriter() {}

  static void write(Source source, OutputStream out) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("mimetype", Format.ODT.mediaType());
    entries.put(
        "META-INF/manifest.xml",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
        <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
        <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
        <manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
        </manifest:manifest>
        """);
    entries.put("content.xml", content(source.pages()));
    entries.put("meta.xml", meta(source));
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    entries.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    FixedZip.write(bytes, out);
  }

  private static String content(List<Page> pages) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<office:document-content ").append(NAMESPACES).append(STYLES);
    xml.append("<office:body><office:text>\n");
    for (int i = 0; i < pages.size(); i++) {
      if (i > 0) {
        xml.append("<text:p text:style-name=\"N\"/>\n");
      }
      pages.get(i).blocks().forEach(block -> set(xml, block));
    }
    return xml.append("</office:text></office:body></office:document-content>\n").toString();
  }

  private static void set(StringBuilder xml, Block block) {
    switch (block) {
      case Block.Heading(int level, String text) ->
          xml.append("<text:h text:style-name=\"H\" text:outline-level=\"")
              .append(level)
              .append("\">")
              .append(HtmlWriter.escaped(text))
              .append("</text:h>\n");
      case Block.Paragraph(Block.Line line) -> paragraph(xml, line);
      case Block.Items(boolean _, List<Block.Line> lines) -> {
        xml.append("<text:list>\n");
        for (Block.Line line : lines) {
          xml.append("<text:list-item>");
          paragraph(xml, line);
          xml.append("</text:list-item>\n");
        }
        xml.append("</text:list>\n");
      }
      case Block.Quote(Block.Line line, String speaker) -> {
        paragraph(xml, line);
        paragraph(xml, Markup.line(speaker));
      }
      case Block.Table(List<List<String>> rows) -> {
        xml.append("<table:table>\n<table:table-column table:number-columns-repeated=\"");
        xml.append(rows.getFirst().size()).append("\"/>\n");
        for (List<String> row : rows) {
          xml.append("<table:table-row>");
          for (String cell : row) {
            xml.append("<table:table-cell>");
            paragraph(xml, Markup.line(cell));
            xml.append("</table:table-cell>");
          }
          xml.append("</table:table-row>\n");
        }
        xml.append("</table:table>\n");
      }
      case Block.Figures(List<Block.Figure> figures) ->
          figures.forEach(
              figure ->
                  paragraph(xml, Markup.line("**" + figure.value() + "** " + figure.caption())));
    }
  }

  private static void paragraph(StringBuilder xml, Block.Line line) {
    xml.append("<text:p>");
    for (Block.Span span : line.spans()) {
      String text = HtmlWriter.escaped(span.text());
      xml.append(span.bold() ? "<text:span text:style-name=\"B\">" + text + "</text:span>" : text);
    }
    xml.append("</text:p>\n");
  }

  private static String meta(Source source) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta "
        + NAMESPACES
        + "<office:meta><dc:title>"
        + HtmlWriter.escaped(source.value("title"))
        + "</dc:title><dc:creator>"
        + Brand.COMPANY
        + "</dc:creator><dc:date>"
        + Brand.MADE_AT
        + "</dc:date></office:meta></office:document-meta>\n";
  }
}
