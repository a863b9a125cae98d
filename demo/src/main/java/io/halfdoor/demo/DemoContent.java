package io.halfdoor.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sample company as it ships: people, label vocabulary and collateral.
 *
 * @param vocabulary the values allowed for each label key, both in the order they should be shown
 */
public record DemoContent(
    List<DemoPerson> people, Map<String, List<String>> vocabulary, List<DemoItem> items) {

  /** Reads all of it; files are not made before they are asked for. */
  public static DemoContent load() {
    List<DemoPerson> people =
        Resources.lines("people.txt").stream().map(DemoContent::person).toList();
    Map<String, List<String>> vocabulary = new LinkedHashMap<>();
    for (String line : Resources.lines("labels.txt")) {
      int colon = line.indexOf(':');
      vocabulary.put(line.substring(0, colon), Source.split(line.substring(colon + 1)));
    }
    var reader = new ItemReader(vocabulary);
    List<DemoItem> items =
        Resources.lines("items.txt").stream()
            .map(name -> reader.read(Source.parse(name, Resources.text("items/" + name + ".md"))))
            .toList();
    return new DemoContent(people, vocabulary, items);
  }

  private static DemoPerson person(String line) {
    List<String> fields = Source.split(line);
    return new DemoPerson(
        fields.get(0),
        ItemReader.address(fields.get(1)),
        fields.get(2),
        fields.get(3),
        fields.get(4));
  }
}
