package io.halfdoor.demo;

import java.awt.Dimension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.xslf.usermodel.SlideLayout;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFNotes;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFSlideLayout;
import org.apache.poi.xslf.usermodel.XSLFTextShape;

/** Sets a source as a deck of wide slides: page n of the source is slide n. */
final class DeckWriter {
  private DeckWriter() {}

  static void write(Source source, OutputStream out) throws IOException {
    List<Page> pages = source.pages();
    try (var deck = new XMLSlideShow()) {
      deck.setPageSize(new Dimension(Slide.WIDTH, Slide.HEIGHT));
      OfficeProperties.set(deck.getProperties(), source);
      XSLFSlideLayout layout = deck.getSlideMasters().getFirst().getLayout(SlideLayout.TITLE_ONLY);
      for (int i = 0; i < pages.size(); i++) {
        XSLFSlide slide = deck.createSlide(layout);
        new Slide(slide, source, i + 1).set(pages.get(i));
        if (!pages.get(i).notes().isEmpty()) {
          notes(deck.getNotesSlide(slide), pages.get(i).notes());
        }
      }
      var bytes = new ByteArrayOutputStream();
      deck.write(bytes);
      FixedZip.rewrite(bytes.toByteArray(), out);
    }
  }

  private static void notes(XSLFNotes notes, List<String> paragraphs) {
    for (XSLFTextShape shape : List.copyOf(Arrays.asList(notes.getPlaceholders()))) {
      switch (shape.getTextType()) {
        case BODY -> shape.setText(String.join("\n", paragraphs));
        // Copied from the notes' master with fields that PowerPoint would want to repair.
        case DATETIME, FOOTER, HEADER, SLIDE_NUMBER -> notes.removeShape(shape);
        default -> {}
      }
    }
  }
}
