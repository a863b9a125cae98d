package io.halfdoor.demo;

import java.util.List;

/** A part of a page that is set as one. */
sealed interface Block {

  /** Level 1 names the page, level 2 a part of it. */
  record Heading(int level, String text) implements Block {}

  record Paragraph(Line line) implements Block {}

  record Items(boolean numbered, List<Line> lines) implements Block {}

  /** The speaker is empty where nobody is named. */
  record Quote(Line line, String speaker) implements Block {}

  /** The first row names the columns; every row has the same number of cells. */
  record Table(List<List<String>> rows) implements Block {}

  /** Key figures that stand side by side. */
  record Figures(List<Figure> figures) implements Block {}

  record Figure(String value, String caption) {}

  /** Words in a row, some of them bold. */
  record Line(List<Span> spans) {
    String plain() {
      var text = new StringBuilder();
      spans.forEach(span -> text.append(span.text()));
      return text.toString();
    }
  }

  record Span(String text, boolean bold) {}
}
