package io.halfdoor.demo;

import java.awt.Color;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** One page being set, from the top down. */
final class PdfPage implements AutoCloseable {
  private static final float WIDTH = PDRectangle.A4.getWidth();
  private static final float HEIGHT = PDRectangle.A4.getHeight();
  private static final float MARGIN = 56;
  private static final float BOTTOM = 62;
  private static final float LEADING = 1.42f;

  private final PDPageContentStream canvas;
  private final PDFont font;
  private final Source source;
  private final int number;
  private final int count;

  /** The left edge of the text, its width and its size. */
  private final float left;

  private final float measure;
  private final float bodySize;

  /** The top of what is still empty, in points from the page's foot. */
  private float y = HEIGHT - 84;

  PdfPage(PDDocument document, PDFont font, Source source, int number, int count)
      throws IOException {
    var page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    this.canvas = new PDPageContentStream(document, page);
    this.font = font;
    this.source = source;
    this.number = number;
    this.count = count;
    // A white paper is read at leisure: a wide margin for notes. A brief has two pages at most.
    boolean atLeisure = source.value("kind").equals("whitePaper");
    this.left = atLeisure ? 132 : MARGIN;
    this.measure = WIDTH - left - MARGIN;
    this.bodySize = atLeisure ? 12.5f : 10.5f;
  }

  void set(Page page) throws IOException {
    List<Block> blocks = page.blocks();
    if (number == 1) {
      boolean cover = source.value("kind").equals("whitePaper");
      opening(page.title(), cover ? 330 : 128, cover ? 30 : 22);
      blocks = blocks.subList(1, blocks.size());
    } else {
      box(0, HEIGHT - 40, WIDTH, 40, Brand.PINE);
      box(0, HEIGHT - 43, WIDTH, 3, Brand.AMBER);
      text(Brand.COMPANY, left, HEIGHT - 25, 10, true, Color.WHITE);
      rightText(Brand.kindName(source), HEIGHT - 25, 9, Color.WHITE);
    }
    for (Block block : blocks) {
      set(block);
    }
    if (y < BOTTOM) {
      throw new IllegalStateException(
          "%s, page %d: %.0f points too long".formatted(source.name(), number, BOTTOM - y));
    }
    box(left, 46, measure, 0.6f, Brand.STONE);
    text(Brand.footer(source), left, 33, 8, false, Brand.STONE);
    rightText(number + " / " + count, 33, 8, Brand.STONE);
  }

  @Override
  public void close() throws IOException {
    canvas.close();
  }

  private void opening(String title, float height, float size) throws IOException {
    box(0, HEIGHT - height, WIDTH, height, Brand.PINE);
    box(0, HEIGHT - height - 5, WIDTH, 5, Brand.AMBER);
    text(Brand.COMPANY, left, HEIGHT - 40, 13, true, Color.WHITE);
    rightText(Brand.kindName(source), HEIGHT - 40, 10, Color.WHITE);
    var rows = Typeface.get().wrap(Markup.line("**" + title + "**"), size, measure);
    y = HEIGHT - height + 22 + (rows.size() - 1) * size * 1.2f;
    for (Block.Line row : rows) {
      row(row, left, y, size, Color.WHITE);
      y -= size * 1.2f;
    }
    y = HEIGHT - height - 28;
  }

  private void set(Block block) throws IOException {
    switch (block) {
      case Block.Heading(int level, String title) -> {
        float large = level == 1 ? bodySize * 1.6f : bodySize * 1.2f;
        y -= level == 1 ? 4 : 8;
        lines(Markup.line("**" + title + "**"), left, measure, large, Brand.PINE);
        y -= level == 1 ? 7 : 2;
      }
      case Block.Paragraph(Block.Line line) -> {
        lines(line, left, measure, bodySize, Brand.INK);
        y -= 7;
      }
      case Block.Items(boolean numbered, List<Block.Line> items) -> {
        for (int i = 0; i < items.size(); i++) {
          text(numbered ? (i + 1) + "." : "•", left + 4, y - bodySize, bodySize, true, Brand.AMBER);
          lines(items.get(i), left + 22, measure - 22, bodySize, Brand.INK);
          y -= 3;
        }
        y -= 4;
      }
      case Block.Quote quote -> quote(quote);
      case Block.Table(List<List<String>> rows) -> table(rows);
      case Block.Figures(List<Block.Figure> figures) -> figures(figures);
    }
  }

  private void quote(Block.Quote quote) throws IOException {
    y -= 4;
    float top = y;
    lines(quote.line(), left + 18, measure - 24, bodySize * 1.14f, Brand.PINE);
    if (!quote.speaker().isEmpty()) {
      y -= 2;
      lines(Markup.line(quote.speaker()), left + 18, measure - 24, 9.5f, Brand.STONE);
    }
    box(left, y, 4, top - y, Brand.AMBER);
    y -= 11;
  }

  private void figures(List<Block.Figure> figures) throws IOException {
    float gap = 12;
    float wide = (measure - gap * (figures.size() - 1)) / figures.size();
    float high = 66;
    y -= 4;
    for (int i = 0; i < figures.size(); i++) {
      float x = left + i * (wide + gap);
      box(x, y - high, wide, high, Brand.MIST);
      box(x, y - high, 3, high, Brand.AMBER);
      text(figures.get(i).value(), x + 12, y - 25, 19, true, Brand.PINE);
      float at = y - 41;
      for (Block.Line row :
          Typeface.get().wrap(Markup.line(figures.get(i).caption()), 8.5f, wide - 20)) {
        row(row, x + 12, at, 8.5f, Brand.INK);
        at -= 10.5f;
      }
    }
    y -= high + 12;
  }

  private void table(List<List<String>> rows) throws IOException {
    float small = bodySize * 0.87f;
    float[] widths = Columns.widths(rows, measure);
    for (int i = 0; i < rows.size(); i++) {
      List<String> cells = rows.get(i);
      int most = 1;
      for (int c = 0; c < cells.size(); c++) {
        most = Math.max(most, cell(cells.get(c), i == 0, small, widths[c]).size());
      }
      float high = most * small * 1.3f + 8;
      if (i == 0) {
        box(left, y - high, measure, high, Brand.PINE);
      } else if (i % 2 == 0) {
        box(left, y - high, measure, high, Brand.MIST);
      }
      float x = left;
      for (int c = 0; c < cells.size(); c++) {
        float at = y - small - 3;
        for (Block.Line row : cell(cells.get(c), i == 0, small, widths[c])) {
          row(row, x + 6, at, small, i == 0 ? Color.WHITE : Brand.INK);
          at -= small * 1.3f;
        }
        x += widths[c];
      }
      y -= high;
    }
    box(left, y, measure, 0.6f, Brand.STONE);
    y -= 12;
  }

  private static List<Block.Line> cell(String text, boolean head, float size, float width) {
    return Typeface.get().wrap(Markup.line(head ? "**" + text + "**" : text), size, width - 12);
  }

  private void lines(Block.Line line, float x, float width, float size, Color color)
      throws IOException {
    for (Block.Line row : Typeface.get().wrap(line, size, width)) {
      row(row, x, y - size, size, color);
      y -= size * LEADING;
    }
  }

  private void row(Block.Line row, float x, float baseline, float size, Color color)
      throws IOException {
    float at = x;
    for (Block.Span span : row.spans()) {
      text(span.text(), at, baseline, size, span.bold(), color);
      at += Typeface.get().width(span.text(), size);
    }
  }

  private void rightText(String text, float baseline, float size, Color color) throws IOException {
    text(text, WIDTH - MARGIN - Typeface.get().width(text, size), baseline, size, false, color);
  }

  /** Bold is the same letters with a fine outline: one font is enough for a small file. */
  private void text(String text, float x, float baseline, float size, boolean bold, Color color)
      throws IOException {
    canvas.beginText();
    canvas.setFont(font, size);
    canvas.setNonStrokingColor(color);
    canvas.setStrokingColor(color);
    canvas.setLineWidth(size * 0.035f);
    canvas.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    canvas.newLineAtOffset(x, baseline);
    canvas.showText(text);
    canvas.endText();
  }

  private void box(float x, float fromFoot, float width, float height, Color color)
      throws IOException {
    canvas.setNonStrokingColor(color);
    canvas.addRect(x, fromFoot, width, height);
    canvas.fill();
  }
}
