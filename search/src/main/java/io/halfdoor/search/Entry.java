package io.halfdoor.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the index holds of an item.
 *
 * @param id unique over all kinds
 * @param kind what sort of item it is; always a field that can be filtered, counted and asked for
 *     as {@code kind:value}
 * @param version of the item; the index only hands it back
 * @param labels values by key, such as {@code industry -> [Health care]}; searched as words too
 * @param fields values by name that are filtered and counted but not searched as words, such as
 *     {@code state -> [published]}; a name is either a label's or a field's, and neither is {@code
 *     kind}
 * @param audience the terms of those who may see it; with none, nobody finds it
 */
public record Entry(
    String id,
    String kind,
    long version,
    Words words,
    Map<String, List<String>> labels,
    Map<String, List<String>> fields,
    Set<String> audience,
    Activity activity,
    List<Passage> passages) {

  /** In chars, of ids, names and audience terms. */
  public static final int LONGEST_NAME = 1_000;

  public Entry {
    labels = Map.copyOf(labels);
    fields = Map.copyOf(fields);
    audience = Set.copyOf(audience);
    passages = List.copyOf(passages);
    if (labels.containsKey("kind") || fields.containsKey("kind")) {
      throw new IllegalArgumentException("kind is a field of every entry already");
    }
    Stream.of(Stream.of(id), audience.stream(), labels.keySet().stream(), fields.keySet().stream())
        .flatMap(names -> names)
        .filter(name -> name.isEmpty() || name.length() > LONGEST_NAME)
        .findAny()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "ids, names and audience terms have 1 to "
                      + LONGEST_NAME
                      + " characters: "
                      + name);
            });
    for (String name : fields.keySet()) {
      if (labels.containsKey(name)) {
        throw new IllegalArgumentException(name + " is both a label and a field");
      }
    }
  }
}
