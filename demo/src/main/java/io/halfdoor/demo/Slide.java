package io.halfdoor.demo;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
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
import org.openxmlformats.schemas.presentationml.x2006.main.CTBackgroundProperties;
import org.openxmlformats.schemas.presentationml.x2006.main.CTShape;

/** One slide being set, from the top down. */
final class Slide {
  static final int WIDTH = 960;
  static final int HEIGHT = 540;

  private static final int MARGIN = 56;
  private static final int MEASURE = WIDTH - 2 * MARGIN;
  private static final int BOTTOM = 498;
  private static final int TEXT = 18;
  private static final String FONT = "Arial";

  private final XSLFSlide slide;
  private final Source source;
  private final int number;

  /** The top of what is still empty, in points from the slide's top. */
  private double y = 112;

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
    for (Block block : rest) {
      set(block);
    }
    if (y > BOTTOM) {
      throw new IllegalStateException(
          "%s, slide %d: %.0f points too long".formatted(source.name(), number, y - BOTTOM));
    }
    line(Markup.line(Brand.footer(source)), MARGIN, 506, 700, 10, Brand.STONE, TextAlign.LEFT);
    line(
        Markup.line(Integer.toString(number)),
        WIDTH - MARGIN - 60,
        506,
        60,
        10,
        Brand.STONE,
        TextAlign.RIGHT);
  }

  private void opening(String title, List<Block> rest) {
    background(Brand.PINE);
    box(0, 0, 22, HEIGHT, Brand.AMBER);
    line(Markup.line("**" + Brand.COMPANY + "**"), 80, 54, 600, 20, Brand.AMBER, TextAlign.LEFT);
    title(title, new Rectangle2D.Double(73, 150, 800, 130), 40, Color.WHITE);
    y = 300;
    for (Block block : rest) {
      if (block instanceof Block.Paragraph(Block.Line words)) {
        y += line(words, 80, y, 780, 18, Color.WHITE, TextAlign.LEFT) + 8;
      } else {
        throw new IllegalArgumentException(source.name() + ": a first slide has paragraphs only");
      }
    }
  }

  private void set(Block block) {
    switch (block) {
      case Block.Heading(int _, String text) ->
          y +=
              line(
                      Markup.line("**" + text + "**"),
                      MARGIN,
                      y,
                      MEASURE,
                      17,
                      Brand.PINE,
                      TextAlign.LEFT)
                  + 4;
      case Block.Paragraph(Block.Line words) ->
          y += line(words, MARGIN, y, MEASURE, TEXT, Brand.INK, TextAlign.LEFT) + 10;
      case Block.Items items -> items(items);
      case Block.Quote quote -> quote(quote);
      case Block.Table(List<List<String>> rows) -> table(rows);
      case Block.Figures(List<Block.Figure> figures) -> figures(figures);
    }
  }

  private void items(Block.Items items) {
    XSLFTextShape box = slide.createTextBox();
    box.clearText();
    double high = 8;
    for (int i = 0; i < items.lines().size(); i++) {
      XSLFTextParagraph paragraph = box.addNewTextParagraph();
      paragraph.setLeftMargin(22.0);
      paragraph.setIndent(-22.0);
      paragraph.setSpaceAfter(-7.0);
      if (items.numbered()) {
        paragraph.setBulletAutoNumber(
            org.apache.poi.sl.usermodel.AutoNumberingScheme.arabicPeriod, 1);
      } else {
        paragraph.setBullet(true);
        paragraph.setBulletCharacter("•");
      }
      paragraph.setBulletFontColor(Brand.AMBER);
      runs(paragraph, items.lines().get(i), TEXT, Brand.INK);
      high += rows(items.lines().get(i), TEXT, MEASURE - 22) * TEXT * 1.2 + 7;
    }
    place(box, MARGIN, y, MEASURE, high);
    y += high + 4;
  }

  private void quote(Block.Quote quote) {
    double top = y;
    y += line(quote.line(), MARGIN + 24, y, MEASURE - 24, 21, Brand.PINE, TextAlign.LEFT) + 4;
    if (!quote.speaker().isEmpty()) {
      y +=
          line(
                  Markup.line(quote.speaker()),
                  MARGIN + 24,
                  y,
                  MEASURE - 24,
                  14,
                  Brand.STONE,
                  TextAlign.LEFT)
              + 2;
    }
    box(MARGIN, top, 6, y - top, Brand.AMBER);
    y += 14;
  }

  private void figures(List<Block.Figure> figures) {
    double gap = 18;
    double wide = (MEASURE - gap * (figures.size() - 1)) / figures.size();
    for (int i = 0; i < figures.size(); i++) {
      double x = MARGIN + i * (wide + gap);
      box(x, y, wide, 112, Brand.MIST);
      box(x, y, 5, 112, Brand.AMBER);
      Block.Figure figure = figures.get(i);
      line(
          Markup.line("**" + figure.value() + "**"),
          x + 18,
          y + 10,
          wide - 24,
          32,
          Brand.PINE,
          TextAlign.LEFT);
      line(Markup.line(figure.caption()), x + 18, y + 58, wide - 24, 14, Brand.INK, TextAlign.LEFT);
    }
    y += 128;
  }

  private void table(List<List<String>> rows) {
    int size = rows.size() > 7 ? 12 : 14;
    float[] widths = Columns.widths(rows, MEASURE);
    XSLFTable table = slide.createTable(rows.size(), rows.getFirst().size());
    double high = 0;
    for (int c = 0; c < widths.length; c++) {
      table.setColumnWidth(c, widths[c]);
    }
    for (int r = 0; r < rows.size(); r++) {
      int most = 1;
      for (int c = 0; c < widths.length; c++) {
        String text = rows.get(r).get(c);
        Block.Line words = Markup.line(r == 0 ? "**" + text + "**" : text);
        cell(table.getCell(r, c), words, r, size);
        most = Math.max(most, rows(words, size, widths[c] - 16));
      }
      double row = most * size * 1.2 + 10;
      table.setRowHeight(r, row);
      high += row;
    }
    table.setAnchor(new Rectangle2D.Double(MARGIN, y, MEASURE, high));
    y += high + 14;
  }

  private static void cell(XSLFTableCell cell, Block.Line words, int row, int size) {
    cell.clearText();
    runs(cell.addNewTextParagraph(), words, size, row == 0 ? Color.WHITE : Brand.INK);
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

  /** Gives the height it took. */
  private double line(
      Block.Line words,
      double x,
      double top,
      double width,
      double size,
      Color color,
      TextAlign align) {
    XSLFTextShape box = slide.createTextBox();
    box.clearText();
    XSLFTextParagraph paragraph = box.addNewTextParagraph();
    paragraph.setTextAlign(align);
    runs(paragraph, words, size, color);
    double high = rows(words, size, width) * size * 1.2 + 4;
    place(box, x, top, width, high);
    return high;
  }

  private static int rows(Block.Line words, double size, double width) {
    // Some room, as bold letters and the stand-ins for Arial are wider than the ones measured.
    return Typeface.get().wrap(words, (float) size * 1.07f, (float) width).size();
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
