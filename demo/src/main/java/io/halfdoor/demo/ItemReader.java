package io.halfdoor.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns an item's source into the item, and refuses what does not fit the rest of the content. */
final class ItemReader {
  private static final Set<String> KEYS =
      Set.of(
          "externalId",
          "title",
          "summary",
          "kind",
          "labels",
          "audience",
          "state",
          "mayBeSent",
          "owner",
          "reviewedDaysAgo",
          "format",
          "url",
          "uses",
          "views",
          "from",
          "to",
          "sent");

  private final Map<String, List<String>> vocabulary;

  ItemReader(Map<String, List<String>> vocabulary) {
    this.vocabulary = vocabulary;
  }

  DemoItem read(Source source) {
    for (String key : source.head().keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(source.name() + ": unknown key " + key);
      }
    }
    return new DemoItem(
        source.value("externalId"),
        source.value("title"),
        source.value("summary"),
        source.value("kind"),
        labels(source),
        new DemoItem.Standing(
            source.value("audience"),
            source.value("state"),
            yes(source, "mayBeSent"),
            address(source.value("owner")),
            Integer.parseInt(source.value("reviewedDaysAgo"))),
        body(source),
        source.find("uses").map(text -> uses(source, text)).orElse(List.of()),
        source.find("views").map(Integer::valueOf).orElse(0));
  }

  /** A login, as people and owners are written down, as an e-mail address. */
  static String address(String login) {
    return login + "@wrenfield.example";
  }

  private Map<String, List<String>> labels(Source source) {
    List<String> written = Source.split(source.value("labels"));
    Map<String, List<String>> labels = new LinkedHashMap<>();
    int found = 0;
    for (Map.Entry<String, List<String>> entry : vocabulary.entrySet()) {
      List<String> values =
          entry.getValue().stream()
              .filter(value -> written.contains(entry.getKey() + ":" + value))
              .toList();
      if (!values.isEmpty()) {
        labels.put(entry.getKey(), values);
        found += values.size();
      }
    }
    if (found != written.size()) {
      throw new IllegalArgumentException(
          source.name() + " has a label twice or one outside the vocabulary: " + written);
    }
    return labels;
  }

  private static DemoBody body(Source source) {
    String format = source.value("format");
    return switch (format) {
      case "text" -> new DemoBody.Text(source.body());
      case "link" -> new DemoBody.Link(source.value("url"), source.body());
      default ->
          new DemoBody.File(source.name() + "." + format, Format.ofExtension(format), source);
    };
  }

  private static boolean yes(Source source, String key) {
    return switch (source.value(key)) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new IllegalArgumentException(source.name() + ": yes or no for " + key);
    };
  }

  /** Uses as {@code login how times}, between commas. */
  private static List<DemoUse> uses(Source source, String text) {
    List<DemoUse> uses = new ArrayList<>();
    for (String use : Source.split(text)) {
      String[] words = use.split(" ", -1);
      if (words.length != 3) {
        throw new IllegalArgumentException(source.name() + ": not a use: " + use);
      }
      uses.add(new DemoUse(address(words[0]), words[1], Integer.parseInt(words[2])));
    }
    return List.copyOf(uses);
  }
}
