package io.halfdoor.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the small Markdown of the items; {@code package-info} says what it knows. */
final class Markup {
  private static final Pattern STEP = Pattern.compile("\\d+\\. ");
  private static final Pattern RULER = Pattern.compile("\\|[-|: ]+\\|");

  private final String name;
  private final List<String> lines;
  private int at;

  private Markup(String name, List<String> lines) {
    this.name = name;
    this.lines = lines;
  }

  static List<Page> pages(String name, String body) {
    List<Page> pages = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : body.lines().toList()) {
      if (line.equals("===")) {
        pages.add(new Markup(name, lines).page());
        lines = new ArrayList<>();
      } else {
        lines.add(line.stripTrailing());
      }
    }
    pages.add(new Markup(name, lines).page());
    return pages;
  }

  /** The text between pairs of {@code **} as bold spans. */
  static Block.Line line(String text) {
    List<Block.Span> spans = new ArrayList<>();
    boolean bold = false;
    int from = 0;
    while (true) {
      int stars = text.indexOf("**", from);
      String part = stars < 0 ? text.substring(from) : text.substring(from, stars);
      if (!part.isEmpty()) {
        spans.add(new Block.Span(part, bold));
      }
      if (stars < 0) {
        return new Block.Line(List.copyOf(spans));
      }
      bold = !bold;
      from = stars + 2;
    }
  }

  private Page page() {
    List<Block> blocks = new ArrayList<>();
    while (at < lines.size()) {
      String line = lines.get(at);
      if (line.isEmpty()) {
        at++;
      } else if (line.equals("Notes:")) {
        at++;
        return new Page(List.copyOf(blocks), notes());
      } else {
        blocks.add(block(line));
      }
    }
    return new Page(List.copyOf(blocks), List.of());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    while (at < lines.size()) {
      if (lines.get(at).isEmpty()) {
        at++;
      } else {
        notes.add(paragraph());
      }
    }
    return List.copyOf(notes);
  }

  private Block block(String line) {
    if (line.startsWith("## ")) {
      at++;
      return new Block.Heading(2, line.substring(3));
    }
    if (line.startsWith("# ")) {
      at++;
      return new Block.Heading(1, line.substring(2));
    }
    if (line.startsWith("- ")) {
      return new Block.Items(false, items(2, "- "));
    }
    if (STEP.matcher(line).lookingAt()) {
      return new Block.Items(true, steps());
    }
    if (line.startsWith("> ")) {
      return quote();
    }
    if (line.startsWith("|")) {
      return table();
    }
    if (line.startsWith("!! ")) {
      return figures();
    }
    return new Block.Paragraph(line(paragraph()));
  }

  private List<Block.Line> items(int width, String mark) {
    List<Block.Line> items = new ArrayList<>();
    while (at < lines.size() && lines.get(at).startsWith(mark)) {
      items.add(line(item(width)));
    }
    return List.copyOf(items);
  }

  private List<Block.Line> steps() {
    List<Block.Line> steps = new ArrayList<>();
    while (at < lines.size()) {
      var step = STEP.matcher(lines.get(at));
      if (!step.lookingAt()) {
        break;
      }
      steps.add(line(item(step.end())));
    }
    return List.copyOf(steps);
  }

  /** An item and the indented lines that go on with it. */
  private String item(int width) {
    var text = new StringBuilder(lines.get(at++).substring(width));
    while (at < lines.size() && lines.get(at).startsWith("  ")) {
      text.append(' ').append(lines.get(at++).strip());
    }
    return text.toString();
  }

  private Block quote() {
    var text = new StringBuilder();
    String speaker = "";
    while (at < lines.size() && lines.get(at).startsWith("> ")) {
      String line = lines.get(at++).substring(2);
      if (line.startsWith("-- ")) {
        speaker = line.substring(3);
      } else {
        text.append(text.isEmpty() ? "" : " ").append(line);
      }
    }
    return new Block.Quote(line(text.toString()), speaker);
  }

  private Block table() {
    List<List<String>> rows = new ArrayList<>();
    while (at < lines.size() && lines.get(at).startsWith("|")) {
      String row = lines.get(at++);
      if (!RULER.matcher(row).matches()) {
        rows.add(cells(row));
      }
    }
    int width = rows.getFirst().size();
    for (List<String> row : rows) {
      if (row.size() != width) {
        throw new IllegalArgumentException(name + ": a table row of another width: " + row);
      }
    }
    return new Block.Table(List.copyOf(rows));
  }

  private static List<String> cells(String row) {
    List<String> cells = new ArrayList<>();
    int from = 1;
    while (from < row.length()) {
      int bar = row.indexOf('|', from);
      int to = bar < 0 ? row.length() : bar;
      cells.add(row.substring(from, to).strip());
      from = to + 1;
    }
    return List.copyOf(cells);
  }

  private Block figures() {
    List<Block.Figure> figures = new ArrayList<>();
    while (at < lines.size() && lines.get(at).startsWith("!! ")) {
      String line = lines.get(at++).substring(3);
      int bar = line.indexOf(" | ");
      figures.add(new Block.Figure(line.substring(0, bar), line.substring(bar + 3)));
    }
    return new Block.Figures(List.copyOf(figures));
  }

  private String paragraph() {
    var text = new StringBuilder();
    while (at < lines.size() && !lines.get(at).isEmpty() && !lines.get(at).equals("Notes:")) {
      text.append(text.isEmpty() ? "" : " ").append(lines.get(at++));
    }
    return text.toString();
  }
}
