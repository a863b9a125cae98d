package io.halfdoor.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/**
 * The sample company as it ships: people, label vocabulary, collateral, and what its reps hear and
 * write.
 *
 * @param vocabulary the values allowed for each label key, both in the order they should be shown
 * @param synonyms sayings that stand for each other
 * @param objections battle cards, Markdown with front matter; those of any company, not of this one
 * @param templates e-mail templates, Markdown with front matter; snippets before those that include
 *     them
 * @param hearings of the last 90 days, the oldest first
 * @param requests what marketing was asked for, as far as each has come
 */
public record DemoContent(
    List<DemoPerson> people,
    Map<String, List<String>> vocabulary,
    List<List<String>> synonyms,
    List<DemoItem> items,
    List<String> objections,
    List<String> templates,
    List<DemoDeal> deals,
    List<DemoHearing> hearings,
    List<DemoRequest> requests) {

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
    return new DemoContent(
        people,
        vocabulary,
        Resources.lines("synonyms.txt").stream().map(Source::split).toList(),
        items,
        files("objections"),
        files("templates"),
        Resources.rows("deals.csv").map(DemoContent::deal).toList(),
        Resources.rows("hearings.csv").map(DemoContent::hearing).toList(),
        Resources.rows("requests.csv").map(RequestReader::request).toList());
  }

  /** The battle cards by the names of their files: for a company that is not this one, too. */
  public static Map<String, String> starterPack() {
    Map<String, String> cards = new LinkedHashMap<>();
    for (String name : Resources.lines("objections.txt")) {
      cards.put(name + ".md", Resources.text("objections/" + name + ".md"));
    }
    return cards;
  }

  private static List<String> files(String folder) {
    return Resources.lines(folder + ".txt").stream()
        .map(name -> Resources.text(folder + "/" + name + ".md"))
        .toList();
  }

  private static DemoDeal deal(CSVRecord row) {
    return new DemoDeal(
        row.get("crmId"),
        row.get("account"),
        row.get("name"),
        row.get("amount"),
        row.get("currency"),
        row.get("stage"),
        Integer.parseInt(row.get("closeDaysAhead")),
        row.get("state"),
        row.get("reason"),
        row.get("leadSource"));
  }

  private static DemoHearing hearing(CSVRecord row) {
    return new DemoHearing(
        Integer.parseInt(row.get("daysAgo")),
        row.get("person"),
        row.get("quote"),
        row.get("deal"),
        row.get("stage"),
        row.get("leadSource"),
        row.get("competitor"),
        row.get("outcome"),
        row.get("objection"));
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
