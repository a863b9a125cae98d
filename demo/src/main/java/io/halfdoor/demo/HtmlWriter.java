package io.halfdoor.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sets a source as one HTML page without scripts or anything from elsewhere. */
final class HtmlWriter {
  private static final String STYLE =
      """
      body { font: 16px/1.55 Arial, sans-serif; color: #202c2a; margin: 0 }
      header { background: #144a44; border-bottom: 5px solid #e09a2b; color: #fff; padding: 1em 2em }
      main { max-width: 46em; margin: 2em auto; padding: 0 1em }
      h1, h2 { color: #144a44 } blockquote { border-left: 4px solid #e09a2b; margin: 1em 0; padding-left: 1em }
      table { border-collapse: collapse; width: 100% } th { background: #144a44; color: #fff; text-align: left }
      th, td { border-bottom: 1px solid #6b7875; padding: .4em .6em; vertical-align: top }
      footer { color: #6b7875; font-size: .8em; margin-top: 3em }
      """;

  private HtmlWriter() {}

  static void write(Source source, OutputStream out) throws IOException {
    var html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"")
        .append(PdfWriter.language(source))
        .append("\">\n");
    html.append("<head>\n<meta charset=\"utf-8\">\n<title>").append(escaped(source.value("title")));
    html.append("</title>\n<meta name=\"description\" content=\"");
    html.append(escaped(source.value("summary"))).append("\">\n<style>\n").append(STYLE);
    html.append("</style>\n</head>\n<body>\n<header><strong>").append(Brand.COMPANY);
    html.append("</strong></header>\n<main>\n");
    for (Page page : source.pages()) {
      html.append("<section>\n");
      page.blocks().forEach(block -> set(html, block));
      html.append("</section>\n");
    }
    html.append("<footer>").append(escaped(Brand.footer(source)));
    html.append("</footer>\n</main>\n</body>\n</html>\n");
    out.write(html.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void set(StringBuilder html, Block block) {
    switch (block) {
      case Block.Heading(int level, String text) -> element(html, "h" + level, escaped(text));
      case Block.Paragraph(Block.Line line) -> element(html, "p", inline(line));
      case Block.Items(boolean numbered, List<Block.Line> lines) -> {
        html.append(numbered ? "<ol>\n" : "<ul>\n");
        lines.forEach(line -> element(html, "li", inline(line)));
        html.append(numbered ? "</ol>\n" : "</ul>\n");
      }
      case Block.Quote(Block.Line line, String speaker) -> {
        html.append("<blockquote>\n");
        element(html, "p", inline(line));
        if (!speaker.isEmpty()) {
          element(html, "cite", escaped(speaker));
        }
        html.append("</blockquote>\n");
      }
      case Block.Table(List<List<String>> rows) -> {
        html.append("<table>\n");
        for (int r = 0; r < rows.size(); r++) {
          html.append("<tr>");
          for (String cell : rows.get(r)) {
            String tag = r == 0 ? "th" : "td";
            html.append('<').append(tag).append('>').append(inline(Markup.line(cell)));
            html.append("</").append(tag).append('>');
          }
          html.append("</tr>\n");
        }
        html.append("</table>\n");
      }
      case Block.Figures(List<Block.Figure> figures) -> {
        for (Block.Figure figure : figures) {
          element(
              html,
              "p",
              "<strong>" + escaped(figure.value()) + "</strong> " + escaped(figure.caption()));
        }
      }
    }
  }

  private static void element(StringBuilder html, String tag, String content) {
    html.append('<').append(tag).append('>').append(content);
    html.append("</").append(tag).append(">\n");
  }

  private static String inline(Block.Line line) {
    var html = new StringBuilder();
    for (Block.Span span : line.spans()) {
      String text = escaped(span.text());
      html.append(span.bold() ? "<strong>" + text + "</strong>" : text);
    }
    return html.toString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
