package io.halfdoor.demo;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.apache.poi.sl.usermodel.AutoNumberingScheme;
import org.apache.poi.sl.usermodel.ShapeType;
import org.apache.poi.sl.usermodel.TableCell.BorderEdge;
import org.apache.poi.sl.usermodel.TextParagraph.TextAlign;
import org.apache.poi.sl.usermodel.VerticalAlignment;
import org.apache.poi.xslf.usermodel.XSLFAutoShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTableCell;
import org.apache.poi.xslf.usermodel.XSLFTextParagraph;
import org.apache.poi.xslf.usermodel.XSLFTextRun;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.openxmlformats.schemas.drawingml.x2006.main.CTTableCell;
import org.openxmlformats.schemas.presentationml.x2006.main.CTBackgroundProperties;
import org.openxmlformats.schemas.presentationml.x2006.main.CTShape;

/** One slide being set, from the top down. */
final class Slide {
  static final int WIDTH = 960;
  static final int HEIGHT = 540;

  private static final int MARGIN = 56;
  private static final int MEASURE = WIDTH - 2 * MARGIN;
  private static final int BOTTOM = 498;
  private static final int INDENT = 24;
  private static final int FIGURE_HEIGHT = 112;
  private static final String FONT = "Arial";

  private final XSLFSlide slide;
  private final Source source;
  private final int number;

  /** The top of what is still empty, in points from the slide's top. */
  private double y = 112;

  /** Of running text on this slide, in points. */
  private double size = 18;

  Slide(XSLFSlide slide, Source source, int number) {
    this.slide = slide;
    this.source = source;
    this.number = number;
  }

  void set(Page page) {
    List<Block> rest = page.blocks().subList(1, page.blocks().size());
    if (number == 1) {
      opening(page.title(), rest);
      return;
    }
    box(0, 0, 14, HEIGHT, Brand.PINE);
    box(MARGIN, 92, 72, 4, Brand.AMBER);
    title(page.title(), new Rectangle2D.Double(MARGIN - 7, 26, MEASURE + 14, 62), 26, Brand.PINE);
    fit(rest);
    for (Block block : rest) {
      set(block);
      y += height(block);
    }
    String footer = Brand.footer(source);
    line(Markup.line(footer), MARGIN, 506, 700, 10, Brand.STONE, TextAlign.LEFT);
    String folio = Integer.toString(number);
    line(Markup.line(folio), WIDTH - MARGIN - 60, 506, 60, 10, Brand.STONE, TextAlign.RIGHT);
  }

  /** Chooses the largest letters with which all of it has room. */
  private void fit(List<Block> blocks) {
    double over = 0;
    for (int letters : List.of(24, 22, 20, 18)) {
      size = letters;
      over = y + blocks.stream().mapToDouble(this::height).sum() - BOTTOM;
      if (over <= 0) {
        return;
      }
    }
    throw new IllegalStateException(
        "%s, slide %d: %.0f points too long".formatted(source.name(), number, over));
  }

  private void opening(String title, List<Block> rest) {
    background(Brand.PINE);
    box(0, 0, 22, HEIGHT, Brand.AMBER);
    line(Markup.line("**" + Brand.COMPANY + "**"), 80, 54, 600, 20, Brand.AMBER, TextAlign.LEFT);
    title(title, new Rectangle2D.Double(73, 150, 800, 130), 40, Color.WHITE);
    y = 300;
    for (Block block : rest) {
      if (block instanceof Block.Paragraph(Block.Line words)) {
        line(words, 80, y, 780, 18, Color.WHITE, TextAlign.LEFT);
        y += high(words, 18, 780) + 8;
      } else {
        throw new IllegalArgumentException(source.name() + ": a first slide has paragraphs only");
      }
    }
  }

  /** The room that a block takes, with the space below it. */
  private double height(Block block) {
    return switch (block) {
      case Block.Heading(int _, String text) -> high(bold(text), size, MEASURE) + 4;
      case Block.Paragraph(Block.Line words) -> high(words, size, MEASURE) + 12;
      case Block.Items(boolean _, List<Block.Line> lines) ->
          lines.stream().mapToDouble(line -> high(line, size, MEASURE - INDENT) + 6).sum() + 12;
      case Block.Quote quote -> quoteHeight(quote) + 16;
      case Block.Table(List<List<String>> rows) -> {
        float[] widths = Columns.widths(rows, MEASURE);
        double sum = 16;
        for (int r = 0; r < rows.size(); r++) {
          sum += rowHeight(rows, r, widths);
        }
        yield sum;
      }
      case Block.Figures _ -> FIGURE_HEIGHT + 18;
    };
  }

  private void set(Block block) {
    switch (block) {
      case Block.Heading(int _, String text) ->
          line(bold(text), MARGIN, y, MEASURE, size, Brand.PINE, TextAlign.LEFT);
      case Block.Paragraph(Block.Line words) ->
          line(words, MARGIN, y, MEASURE, size, Brand.INK, TextAlign.LEFT);
      case Block.Items items -> items(items);
      case Block.Quote quote -> quote(quote);
      case Block.Table(List<List<String>> rows) -> table(rows);
      case Block.Figures(List<Block.Figure> figures) -> figures(figures);
    }
  }

  private void items(Block.Items items) {
    XSLFTextShape box = slide.createTextBox();
    box.clearText();
    for (Block.Line line : items.lines()) {
      XSLFTextParagraph paragraph = box.addNewTextParagraph();
      paragraph.setLeftMargin((double) INDENT);
      paragraph.setIndent((double) -INDENT);
      // Negative is points; positive would be per cent.
      paragraph.setSpaceAfter(-8.0);
      if (items.numbered()) {
        paragraph.setBulletAutoNumber(AutoNumberingScheme.arabicPeriod, 1);
      } else {
        paragraph.setBullet(true);
        paragraph.setBulletCharacter("•");
      }
      paragraph.setBulletFontColor(Brand.AMBER);
      runs(paragraph, line, size, Brand.INK);
    }
    place(box, MARGIN, y, MEASURE, height(items));
  }

  private void quote(Block.Quote quote) {
    double words = high(quote.line(), size + 3, MEASURE - 24);
    line(quote.line(), MARGIN + 24, y, MEASURE - 24, size + 3, Brand.PINE, TextAlign.LEFT);
    if (!quote.speaker().isEmpty()) {
      Block.Line speaker = Markup.line(quote.speaker());
      line(speaker, MARGIN + 24, y + words, MEASURE - 24, 14, Brand.STONE, TextAlign.LEFT);
    }
    box(MARGIN, y, 6, quoteHeight(quote), Brand.AMBER);
  }

  private double quoteHeight(Block.Quote quote) {
    double words = high(quote.line(), size + 3, MEASURE - 24);
    return quote.speaker().isEmpty()
        ? words
        : words + high(Markup.line(quote.speaker()), 14, MEASURE - 24);
  }

  private void figures(List<Block.Figure> figures) {
    double gap = 18;
    double wide = (MEASURE - gap * (figures.size() - 1)) / figures.size();
    for (int i = 0; i < figures.size(); i++) {
      double x = MARGIN + i * (wide + gap);
      box(x, y, wide, FIGURE_HEIGHT, Brand.MIST);
      box(x, y, 5, FIGURE_HEIGHT, Brand.AMBER);
      Block.Line caption = Markup.line(figures.get(i).caption());
      line(bold(figures.get(i).value()), x + 18, y + 10, wide - 24, 32, Brand.PINE, TextAlign.LEFT);
      line(caption, x + 18, y + 58, wide - 24, 14, Brand.INK, TextAlign.LEFT);
    }
  }

  private void table(List<List<String>> rows) {
    float[] widths = Columns.widths(rows, MEASURE);
    XSLFTable table = slide.createTable(rows.size(), rows.getFirst().size());
    for (int c = 0; c < widths.length; c++) {
      table.setColumnWidth(c, widths[c]);
    }
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < widths.length; c++) {
        cell(table.getCell(r, c), words(rows, r, c), r);
      }
      table.setRowHeight(r, rowHeight(rows, r, widths));
    }
    table.setAnchor(new Rectangle2D.Double(MARGIN, y, MEASURE, height(new Block.Table(rows)) - 16));
  }

  private double rowHeight(List<List<String>> rows, int row, float[] widths) {
    double most = 0;
    for (int c = 0; c < widths.length; c++) {
      most = Math.max(most, high(words(rows, row, c), cellSize(), widths[c] - 16));
    }
    return most + 8;
  }

  private double cellSize() {
    return size - 5;
  }

  private static Block.Line words(List<List<String>> rows, int row, int column) {
    String text = rows.get(row).get(column);
    return row == 0 ? bold(text) : Markup.line(text);
  }

  private void cell(XSLFTableCell cell, Block.Line words, int row) {
    cell.clearText();
    runs(cell.addNewTextParagraph(), words, cellSize(), row == 0 ? Color.WHITE : Brand.INK);
    // A cell's text begins with its properties, which a new one lacks.
    ((CTTableCell) cell.getXmlObject()).getTxBody().addNewBodyPr();
    cell.setFillColor(row == 0 ? Brand.PINE : row % 2 == 0 ? Brand.MIST : Color.WHITE);
    cell.setBorderColor(BorderEdge.bottom, Brand.STONE);
    cell.setLeftInset(8);
    cell.setRightInset(8);
    cell.setTopInset(5);
    cell.setBottomInset(5);
    cell.setVerticalAlignment(VerticalAlignment.MIDDLE);
  }

  private void title(String text, Rectangle2D anchor, double size, Color color) {
    XSLFTextShape title = slide.getPlaceholder(0);
    title.clearText();
    // Without a frame of its own the title would move the one that all slides inherit.
    ((CTShape) title.getXmlObject()).getSpPr().addNewXfrm();
    title.setAnchor(anchor);
    title.setVerticalAlignment(VerticalAlignment.BOTTOM);
    XSLFTextParagraph paragraph = title.addNewTextParagraph();
    paragraph.setTextAlign(TextAlign.LEFT);
    runs(paragraph, Markup.line("**" + text + "**"), size, color);
  }

  private void line(
      Block.Line words,
      double x,
      double top,
      double width,
      double letters,
      Color color,
      TextAlign align) {
    XSLFTextShape box = slide.createTextBox();
    box.clearText();
    XSLFTextParagraph paragraph = box.addNewTextParagraph();
    paragraph.setTextAlign(align);
    runs(paragraph, words, letters, color);
    place(box, x, top, width, high(words, letters, width));
  }

  private static Block.Line bold(String text) {
    return Markup.line(text.isEmpty() ? "" : "**" + text + "**");
  }

  /** How high words of this size stand in a column of this width. */
  private static double high(Block.Line words, double letters, double width) {
    // Some room, as bold letters and the stand-ins for Arial are wider than the ones measured.
    int rows = Typeface.get().wrap(words, (float) letters * 1.07f, (float) width).size();
    return rows * letters * 1.2 + 4;
  }

  private static void place(XSLFTextShape box, double x, double top, double width, double high) {
    box.setAnchor(new Rectangle2D.Double(x, top, width, high));
    box.setLeftInset(0);
    box.setRightInset(0);
    box.setTopInset(2);
    box.setBottomInset(2);
    box.setWordWrap(true);
  }

  private static void runs(
      XSLFTextParagraph paragraph, Block.Line words, double size, Color color) {
    for (Block.Span span : words.spans()) {
      XSLFTextRun run = paragraph.addNewTextRun();
      run.setText(span.text());
      run.setBold(span.bold());
      run.setFontSize(size);
      run.setFontFamily(FONT);
      run.setFontColor(color);
    }
  }

  /** The slide's own; what {@code getBackground} gives belongs to the master. */
  private void background(Color color) {
    CTBackgroundProperties own = slide.getXmlObject().getCSld().addNewBg().addNewBgPr();
    byte[] rgb = {(byte) color.getRed(), (byte) color.getGreen(), (byte) color.getBlue()};
    own.addNewSolidFill().addNewSrgbClr().setVal(rgb);
    own.addNewEffectLst();
  }

  private void box(double x, double top, double width, double height, Color color) {
    XSLFAutoShape box = slide.createAutoShape();
    box.setShapeType(ShapeType.RECT);
    box.setAnchor(new Rectangle2D.Double(x, top, width, height));
    box.setFillColor(color);
    box.setLineColor(null);
  }
}
