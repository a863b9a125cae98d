package io.halfdoor.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Liberation Sans, which PDFBox brings along: what PDFs are set in, and what tells how wide the
 * same words are in Arial, its equal in widths, on slides.
 */
final class Typeface {
  static final String RESOURCE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final Typeface INSTANCE = read();

  private final TrueTypeFont font;
  private final CmapLookup glyphs;
  private final float unitsPerEm;

  private Typeface(TrueTypeFont font) throws IOException {
    this.font = font;
    this.glyphs = font.getUnicodeCmapLookup();
    this.unitsPerEm = font.getUnitsPerEm();
  }

  static Typeface get() {
    return INSTANCE;
  }

  static InputStream open() {
    InputStream in = PDDocument.class.getResourceAsStream(RESOURCE);
    if (in == null) {
      throw new IllegalStateException("No font " + RESOURCE);
    }
    return in;
  }

  /** In points, for letters of this size. */
  float width(String text, float size) {
    float units = 0;
    try {
      for (int point : text.codePoints().toArray()) {
        units += font.getAdvanceWidth(glyphs.getGlyphId(point));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return units * size / unitsPerEm;
  }

  /** The line broken at spaces into rows that are no wider than this, at least one. */
  List<Block.Line> wrap(Block.Line line, float size, float width) {
    List<Block.Line> rows = new ArrayList<>();
    List<Block.Span> row = new ArrayList<>();
    float used = 0;
    for (Block.Span span : line.spans()) {
      for (String word : words(span.text())) {
        float wide = width(word, size);
        if (used + width(word.stripTrailing(), size) > width && used > 0) {
          rows.add(new Block.Line(List.copyOf(row)));
          row = new ArrayList<>();
          used = 0;
        }
        row.add(new Block.Span(word, span.bold()));
        used += wide;
      }
    }
    rows.add(new Block.Line(List.copyOf(row)));
    return rows;
  }

  /** Words, each with the space that follows it. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int space = text.indexOf(' ', from);
      int to = space < 0 ? text.length() : space + 1;
      words.add(text.substring(from, to));
      from = to;
    }
    return words;
  }

  private static Typeface read() {
    try (InputStream in = open()) {
      return new Typeface(new TTFParser().parse(new RandomAccessReadBuffer(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }
}
