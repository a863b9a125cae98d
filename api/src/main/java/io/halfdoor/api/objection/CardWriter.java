package io.halfdoor.api.objection;

import io.halfdoor.api.data.Words;
import io.halfdoor.api.item.State;
import java.io.StringReader;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.StreamReader;

/** Writes battle cards as people would: quotes stand where they are needed. */
final class CardWriter {

  private final StringBuilder out = new StringBuilder();

  private CardWriter() {}

  static String write(BattleCard card) {
    CardWriter writer = new CardWriter();
    writer.front(card);
    card.answers().forEach(writer::answer);
    return writer.out.toString();
  }

  private void front(BattleCard card) {
    line(CardReader.FENCE);
    line("externalId: " + scalar(card.externalId()));
    line("phrase: " + scalar(card.phrase()));
    line("category: " + scalar(card.category()));
    if (card.state() != null) {
      line("state: " + Words.of(card.state()));
    }
    if (!card.labels().isEmpty()) {
      line("labels:");
      new TreeMap<>(card.labels())
          .forEach((key, values) -> line("  " + scalar(key) + ": " + flow(values)));
    }
    if (!card.phrasings().isEmpty()) {
      line("phrasings:");
      card.phrasings().forEach(phrasing -> line("  - " + scalar(phrasing)));
    }
    line(CardReader.FENCE);
  }

  private void answer(BattleCard.CardAnswer answer) {
    line("");
    line(CardReader.ANSWER + " " + answer.title());
    line("audience: " + (answer.mayBeSaid() ? "mayBeSaid" : "internal"));
    if (answer.state() != State.PUBLISHED) {
      line("state: " + Words.of(answer.state()));
    }
    if (answer.reviewIntervalDays() != Script.REVIEW_INTERVAL_DAYS) {
      line("reviewIntervalDays: " + answer.reviewIntervalDays());
    }
    line("");
    passage(answer.talkTrack());
    if (answer.longForm() != null) {
      line("");
      line(CardReader.LONG_FORM);
      line("");
      passage(answer.longForm());
    }
  }

  /** A text, in which no line is taken for one that has a meaning. */
  private void passage(String text) {
    text.lines()
        .map(line -> CardReader.MARK.matcher(line).matches() ? "\\" + line : line)
        .forEach(this::line);
  }

  private void line(String line) {
    out.append(line).append('\n');
  }

  private static String flow(List<String> values) {
    return values.stream()
        .map(value -> holds("[" + value + "]", value) ? value : quoted(value))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String scalar(String text) {
    return holds("- " + text, text) ? text : quoted(text);
  }

  /** Whether a list in YAML with a text as it stands holds that text and nothing else. */
  private static boolean holds(String yaml, String text) {
    try {
      return new Yaml().compose(new StringReader(yaml)) instanceof SequenceNode list
          && list.getValue().size() == 1
          && is(list.getValue().getFirst(), text);
    } catch (YAMLException e) {
      return false;
    }
  }

  private static boolean is(Node node, String text) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && scalar.getTag().equals(Tag.STR)
        && scalar.getValue().equals(text);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c < ' ' || !StreamReader.isPrintable(c)) {
                quoted.append(String.format("\\U%08x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }
}
