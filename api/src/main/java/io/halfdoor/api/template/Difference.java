package io.halfdoor.api.template;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * What is new from one version to another, line by line.
 *
 * @param parts subject, preheader, body and fields, each whole
 */
record Difference(int from, int to, List<Part> parts) {

  /** Beyond this many lines a part is told as replaced as a whole: the search would take long. */
  private static final int LINES = 1_000;

  static Difference of(Version from, Version to) {
    return new Difference(
        from.number(),
        to.number(),
        List.of(
            Part.of("subject", from.subject(), to.subject()),
            Part.of("preheader", from.preheader(), to.preheader()),
            Part.of("body", from.body(), to.body()),
            Part.of(
                "fields", FrontMatter.written(from.fields()), FrontMatter.written(to.fields()))));
  }

  /** A part of both versions, in lines of either or both. */
  record Part(String name, boolean changed, List<Line> lines) {

    static Part of(String name, String before, String after) {
      List<Line> lines = Line.between(lines(before), lines(after));
      return new Part(name, lines.stream().anyMatch(line -> line.in() != Line.In.BOTH), lines);
    }

    private static List<String> lines(String text) {
      return text.isEmpty() ? List.of() : text.lines().toList();
    }
  }

  /** A line, and in which of the versions it is. */
  record Line(In in, String text) {

    enum In {
      BOTH,
      FROM,
      TO
    }

    static List<Line> between(List<String> before, List<String> after) {
      List<Line> lines = new ArrayList<>();
      if (!before.equals(after) && Math.max(before.size(), after.size()) > LINES) {
        add(In.FROM, before, lines);
        add(In.TO, after, lines);
        return lines;
      }
      for (AbstractDelta<String> run : DiffUtils.diff(before, after, true).getDeltas()) {
        switch (run.getType()) {
          case EQUAL -> add(In.BOTH, run.getSource().getLines(), lines);
          case CHANGE, DELETE, INSERT -> {
            add(In.FROM, run.getSource().getLines(), lines);
            add(In.TO, run.getTarget().getLines(), lines);
          }
        }
      }
      return lines;
    }

    private static void add(In in, List<String> texts, List<Line> lines) {
      texts.forEach(text -> lines.add(new Line(in, text)));
    }
  }
}
