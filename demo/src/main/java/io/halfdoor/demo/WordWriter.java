package io.halfdoor.demo;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTable.XWPFBorderType;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTShd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STShd;

/** Sets a source as a Word document; a page break parts the pages of the source. */
final class WordWriter {
  private static final int INDENT = 340;

  /** Twentieths of a point between the margins of A4. */
  private static final int MEASURE = 9638;

  private final XWPFDocument document;
  private final Source source;
  private final WordStyles styles;
  private boolean breakBefore;

  private WordWriter(XWPFDocument document, Source source) {
    this.document = document;
    this.source = source;
    this.styles = new WordStyles(document);
  }

  static void write(Source source, OutputStream out) throws IOException {
    try (var document = new XWPFDocument()) {
      OfficeProperties.set(document.getProperties(), source);
      var writer = new WordWriter(document, source);
      writer.frame();
      for (Page page : source.pages()) {
        page.blocks().forEach(writer::set);
        writer.breakBefore = true;
      }
      var bytes = new ByteArrayOutputStream();
      document.write(bytes);
      FixedZip.rewrite(bytes.toByteArray(), out);
    }
  }

  private void frame() {
    styles.page();
    XWPFParagraph head = document.createHeader(HeaderFooterType.DEFAULT).createParagraph();
    shade(head, Brand.PINE);
    run(head, new Block.Span("  " + Brand.COMPANY + "   ", true), 11, Color.WHITE);
    run(head, new Block.Span(Brand.kindName(source), false), 9, Color.WHITE);
    XWPFParagraph foot = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
    foot.setAlignment(ParagraphAlignment.CENTER);
    run(foot, new Block.Span(Brand.footer(source) + "  ·  ", false), 8, Brand.STONE);
    foot.getCTP().addNewFldSimple().setInstr("PAGE");
  }

  private void set(Block block) {
    switch (block) {
      case Block.Heading(int level, String text) -> {
        XWPFParagraph heading = paragraph();
        heading.setStyle(WordStyles.heading(level));
        heading.setKeepNext(true);
        run(heading, new Block.Span(text, true), level == 1 ? 19 : 13, Brand.PINE);
      }
      case Block.Paragraph(Block.Line line) -> runs(paragraph(), line, 10.5, Brand.INK);
      case Block.Items(boolean numbered, List<Block.Line> lines) -> {
        BigInteger list = styles.newList(numbered);
        for (Block.Line line : lines) {
          XWPFParagraph item = paragraph();
          item.setNumID(list);
          item.setIndentationLeft(INDENT);
          item.setIndentationHanging(INDENT);
          item.setSpacingAfter(60);
          runs(item, line, 10.5, Brand.INK);
        }
      }
      case Block.Quote(Block.Line line, String speaker) -> {
        XWPFParagraph quote = paragraph();
        quote.setIndentationLeft(INDENT);
        quote.setSpacingAfter(speaker.isEmpty() ? 160 : 20);
        runs(quote, line, 12.5, Brand.PINE);
        if (!speaker.isEmpty()) {
          XWPFParagraph who = paragraph();
          who.setIndentationLeft(INDENT);
          run(who, new Block.Span(speaker, false), 9.5, Brand.STONE);
        }
      }
      case Block.Table(List<List<String>> rows) -> table(rows, true);
      case Block.Figures(List<Block.Figure> figures) ->
          table(
              List.of(
                  figures.stream().map(figure -> "**" + figure.value() + "**").toList(),
                  figures.stream().map(Block.Figure::caption).toList()),
              false);
    }
  }

  /** With a head row the cells are a table; without, they are key figures over their captions. */
  private void table(List<List<String>> rows, boolean head) {
    int columns = rows.getFirst().size();
    if (breakBefore) {
      paragraph();
    }
    XWPFTable table = document.createTable(rows.size(), columns);
    table.setWidthType(TableWidthType.DXA);
    table.setWidth(MEASURE);
    String line = Brand.hex(head ? Brand.STONE : Color.WHITE);
    table.setInsideHBorder(head ? XWPFBorderType.SINGLE : XWPFBorderType.NIL, 4, 0, line);
    table.setInsideVBorder(XWPFBorderType.NIL, 0, 0, line);
    table.setLeftBorder(XWPFBorderType.NIL, 0, 0, line);
    table.setRightBorder(XWPFBorderType.NIL, 0, 0, line);
    float[] widths = new float[columns];
    Arrays.fill(widths, (float) MEASURE / columns);
    if (head) {
      widths = Columns.widths(rows, MEASURE);
    }
    CTTblGrid grid = table.getCTTbl().addNewTblGrid();
    for (float width : widths) {
      grid.addNewGridCol().setW(BigInteger.valueOf(Math.round(width)));
    }
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns; c++) {
        XWPFTableCell cell = table.getRow(r).getCell(c);
        cell.setWidth(Integer.toString(Math.round(widths[c])));
        boolean dark = head && r == 0;
        cell.setColor(Brand.hex(dark ? Brand.PINE : head ? Color.WHITE : Brand.MIST));
        XWPFParagraph words = cell.getParagraphs().getFirst();
        words.setSpacingAfter(40);
        words.setSpacingBefore(40);
        String text = dark ? "**" + rows.get(r).get(c) + "**" : rows.get(r).get(c);
        double size = head ? 9.5 : r == 0 ? 20 : 9.5;
        Color color = dark ? Color.WHITE : !head && r == 0 ? Brand.PINE : Brand.INK;
        runs(words, Markup.line(text), size, color);
      }
    }
    paragraph().setSpacingAfter(60);
  }

  private XWPFParagraph paragraph() {
    XWPFParagraph paragraph = document.createParagraph();
    paragraph.setSpacingAfter(140);
    paragraph.setPageBreak(breakBefore);
    breakBefore = false;
    return paragraph;
  }

  private static void runs(XWPFParagraph paragraph, Block.Line line, double size, Color color) {
    line.spans().forEach(span -> run(paragraph, span, size, color));
  }

  private static void run(XWPFParagraph paragraph, Block.Span span, double size, Color color) {
    XWPFRun run = paragraph.createRun();
    run.setText(span.text());
    run.setBold(span.bold());
    run.setFontSize(size);
    run.setFontFamily("Arial");
    run.setFontFamily("Yu Gothic", XWPFRun.FontCharRange.eastAsia);
    run.setColor(Brand.hex(color));
  }

  private static void shade(XWPFParagraph paragraph, Color color) {
    CTPPr properties =
        paragraph.getCTP().isSetPPr()
            ? paragraph.getCTP().getPPr()
            : paragraph.getCTP().addNewPPr();
    CTShd shade = properties.addNewShd();
    shade.setVal(STShd.CLEAR);
    shade.setFill(Brand.hex(color));
  }
}
