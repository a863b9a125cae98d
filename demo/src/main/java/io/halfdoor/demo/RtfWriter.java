package io.halfdoor.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sets a source as rich text. */
final class RtfWriter {
  private RtfWriter() {}

  static void write(Source source, OutputStream out) throws IOException {
    var rtf = new StringBuilder("{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1");
    rtf.append("{\\fonttbl{\\f0\\fswiss Arial;}}{\\colortbl;\\red20\\green74\\blue68;}\n");
    rtf.append("{\\info{\\title ").append(escaped(source.value("title"))).append("}}\n");
    List<Page> pages = source.pages();
    for (int i = 0; i < pages.size(); i++) {
      rtf.append(i > 0 ? "\\page\n" : "");
      pages.get(i).blocks().forEach(block -> set(rtf, block));
    }
    out.write(rtf.append("}\n").toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static void set(StringBuilder rtf, Block block) {
    switch (block) {
      case Block.Heading(int level, String text) ->
          rtf.append("{\\pard\\sb200\\sa120\\cf1\\b\\fs")
              .append(level == 1 ? 36 : 26)
              .append(' ')
              .append(escaped(text))
              .append("\\par}\n");
      case Block.Paragraph(Block.Line line) -> paragraph(rtf, "\\sa120", line);
      case Block.Items(boolean numbered, List<Block.Line> lines) -> {
        for (int i = 0; i < lines.size(); i++) {
          String mark = numbered ? (i + 1) + "." : "\\bullet";
          paragraph(rtf, "\\li360\\fi-360\\sa60 " + mark + "\\tab", lines.get(i));
        }
      }
      case Block.Quote(Block.Line line, String speaker) -> {
        paragraph(rtf, "\\li360\\i", line);
        paragraph(rtf, "\\li360\\sa120", Markup.line(speaker));
      }
      case Block.Table(List<List<String>> rows) -> {
        for (List<String> row : rows) {
          rtf.append("\\trowd\\trgaph80");
          for (int c = 1; c <= row.size(); c++) {
            rtf.append("\\cellx").append(9600 * c / row.size());
          }
          for (String cell : row) {
            rtf.append("\n\\pard\\intbl\\f0\\fs20 ").append(inline(Markup.line(cell)));
            rtf.append("\\cell");
          }
          rtf.append("\\row\n");
        }
        rtf.append("\\pard\\par\n");
      }
      case Block.Figures(List<Block.Figure> figures) ->
          figures.forEach(
              figure ->
                  paragraph(
                      rtf,
                      "\\sa60",
                      Markup.line("**" + figure.value() + "** " + figure.caption())));
    }
  }

  private static void paragraph(StringBuilder rtf, String format, Block.Line line) {
    rtf.append("{\\pard\\f0\\fs21").append(format).append(' ').append(inline(line));
    rtf.append("\\par}\n");
  }

  private static String inline(Block.Line line) {
    var rtf = new StringBuilder();
    for (Block.Span span : line.spans()) {
      String text = escaped(span.text());
      rtf.append(span.bold() ? "{\\b " + text + "}" : text);
    }
    return rtf.toString();
  }

  private static String escaped(String text) {
    var rtf = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == '{' || c == '}') {
        rtf.append('\\').append(c);
      } else if (c < 0x80) {
        rtf.append(c);
      } else {
        rtf.append("\\u").append((short) c).append('?');
      }
    }
    return rtf.toString();
  }
}
