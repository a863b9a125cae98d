package io.halfdoor.api.objection;

import io.halfdoor.api.data.Words;
import io.halfdoor.api.item.State;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads battle cards. Of YAML the structure alone is read: no value is ever made into an object,
 * and what is said of an objection is text, whatever it looks like.
 */
final class CardReader {

  static final String FENCE = "---";
  static final String ANSWER = "## Answer:";
  static final String LONG_FORM = "### Long form";

  /** A line that has a meaning, or would have one but for the backslashes before it. */
  static final Pattern MARK = Pattern.compile("(\\\\*)(" + ANSWER + ".*|" + LONG_FORM + ")");

  private static final Set<Tag> PLAIN =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP);

  private static final int DEEPEST = 5;

  private final List<String> lines;
  private int next;

  private CardReader(String text) {
    lines = text.lines().toList();
  }

  /**
   * The card that a text is; its values are not looked at yet.
   *
   * @throws Problem when it is none
   */
  static BattleCard read(String text) {
    return new CardReader(text.startsWith("\uFEFF") ? text.substring(1) : text).card();
  }

  private BattleCard card() {
    if (lines.isEmpty() || !lines.getFirst().equals(FENCE)) {
      throw unreadable("A battle card begins with its front matter, between lines of ---.");
    }
    int end = lines.subList(1, lines.size()).indexOf(FENCE) + 1;
    if (end == 0) {
      throw unreadable("The front matter has no end: a line of ---.");
    }
    Map<String, Node> front = mapping(yaml(String.join("\n", lines.subList(1, end))), "");
    next = end + 1;
    BattleCard card =
        new BattleCard(
            text(front.remove("externalId"), "/externalId"),
            text(front.remove("phrase"), "/phrase"),
            text(front.remove("category"), "/category"),
            front.containsKey("state")
                ? word(Objection.State.class, text(front.remove("state"), "/state"), "/state")
                : null,
            labels(front.remove("labels")),
            texts(front.remove("phrasings"), "/phrasings"),
            answers());
    for (String unknown : front.keySet()) {
      throw invalid("/" + unknown, "There is nothing of this name on a battle card.");
    }
    return card;
  }

  private static Node yaml(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(DEEPEST);
    try {
      Node node = new Yaml(options).compose(new StringReader(text));
      return node == null ? new MappingNode(Tag.MAP, List.of(), null) : node;
    } catch (YAMLException e) {
      throw unreadable("The front matter is no proper YAML.");
    }
  }

  private static Map<String, Node> mapping(@Nullable Node node, String pointer) {
    Map<String, Node> found = new LinkedHashMap<>();
    if (node == null) {
      return found;
    }
    if (!(node instanceof MappingNode mapping) || !node.getTag().equals(Tag.MAP)) {
      throw invalid(pointer, "Must be names with values.");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String name = text(tuple.getKeyNode(), pointer);
      if (found.put(name, tuple.getValueNode()) != null) {
        throw invalid(pointer + Fault.step(name), "Stands here twice.");
      }
    }
    return found;
  }

  private static Map<String, List<String>> labels(@Nullable Node node) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    mapping(node, "/labels")
        .forEach((key, values) -> labels.put(key, texts(values, "/labels" + Fault.step(key))));
    return labels;
  }

  private static List<String> texts(@Nullable Node node, String pointer) {
    List<String> texts = new ArrayList<>();
    if (node == null) {
      return texts;
    }
    if (!(node instanceof SequenceNode sequence) || !node.getTag().equals(Tag.SEQ)) {
      throw invalid(pointer, "Must be a list.");
    }
    for (Node each : sequence.getValue()) {
      texts.add(text(each, pointer + "/" + texts.size()));
    }
    return texts;
  }

  private static String text(@Nullable Node node, String pointer) {
    if (!(node instanceof ScalarNode scalar) || !PLAIN.contains(node.getTag())) {
      throw invalid(pointer, node == null ? "Must be there." : "Must be a text.");
    }
    return scalar.getValue();
  }

  private List<BattleCard.CardAnswer> answers() {
    List<BattleCard.CardAnswer> answers = new ArrayList<>();
    String before = passage();
    if (!before.isEmpty()) {
      throw invalid("", "Between the front matter and the first answer there is nothing to say.");
    }
    while (next < lines.size()) {
      answers.add(answer("/answers/" + answers.size()));
    }
    return answers;
  }

  private BattleCard.CardAnswer answer(String pointer) {
    String title = lines.get(next++);
    if (!title.startsWith(ANSWER)) {
      throw invalid(pointer, "A long form comes once, after what to say.");
    }
    Map<String, String> said = new LinkedHashMap<>();
    while (next < lines.size() && !lines.get(next).isBlank()) {
      String line = lines.get(next++);
      int colon = line.indexOf(": ");
      if (colon < 1) {
        throw invalid(pointer, "An empty line stands between what is said of it and its text.");
      }
      said.put(line.substring(0, colon), line.substring(colon + 2).strip());
    }
    boolean mayBeSaid = mayBeSaid(said.remove("audience"), pointer + "/audience");
    State state = word(State.class, said.getOrDefault("state", "published"), pointer + "/state");
    said.remove("state");
    int days = days(said.remove("reviewIntervalDays"), pointer + "/reviewIntervalDays");
    for (String unknown : said.keySet()) {
      throw invalid(
          pointer + Fault.step(unknown), "There is nothing of this name on an answer's card.");
    }
    String talkTrack = passage();
    String longForm = null;
    if (next < lines.size() && lines.get(next).equals(LONG_FORM)) {
      next++;
      longForm = passage();
    }
    return new BattleCard.CardAnswer(
        title.substring(ANSWER.length()).strip(), mayBeSaid, state, days, talkTrack, longForm);
  }

  /** The text up to the next line that has a meaning. */
  private String passage() {
    List<String> text = new ArrayList<>();
    while (next < lines.size()) {
      String line = lines.get(next);
      Matcher mark = MARK.matcher(line);
      boolean isMark = mark.matches();
      if (isMark && mark.group(1).isEmpty()) {
        break;
      }
      text.add(isMark ? line.substring(1) : line);
      next++;
    }
    return String.join("\n", text).strip();
  }

  private static boolean mayBeSaid(@Nullable String audience, String pointer) {
    return switch (audience) {
      case "mayBeSaid" -> true;
      case "internal" -> false;
      case null, default -> throw invalid(pointer, "Must be mayBeSaid or internal.");
    };
  }

  private static int days(@Nullable String text, String pointer) {
    try {
      return text == null ? Script.REVIEW_INTERVAL_DAYS : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw invalid(pointer, "Must be a number.");
    }
  }

  private static <E extends Enum<E>> E word(Class<E> type, String word, String pointer) {
    try {
      return Words.read(type, word);
    } catch (IllegalArgumentException e) {
      throw invalid(pointer, "There is no such state.");
    }
  }

  private static Problem invalid(String pointer, String detail) {
    return Problem.invalid(Fault.at(pointer, detail));
  }

  private static Problem unreadable(String detail) {
    return Problem.unreadable(detail);
  }
}
