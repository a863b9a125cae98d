package io.halfdoor.demo;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/** Reads what was asked for: of several in one cell, each after a semicolon. */
final class RequestReader {
  private RequestReader() {}

  private static final String MERGED_INTO = "merged into ";

  static DemoRequest request(CSVRecord row) {
    String state = row.get("state");
    boolean isMerged = state.startsWith(MERGED_INTO);
    return new DemoRequest(
        row.get("externalId"),
        row.get("person"),
        row.get("filedBy"),
        ask(row),
        parts(row.get("supporters"), ";")
            .map(said -> pair(said, " "))
            .map(said -> new DemoRequest.Supporter(said[0], said[1]))
            .toList(),
        row.get("assignee"),
        isMerged ? "merged" : state,
        row.get("reason"),
        isMerged ? state.substring(MERGED_INTO.length()) : "",
        parts(row.get("deliverables"), ";")
            .map(said -> pair(said, " "))
            .map(said -> new DemoRequest.Deliverable(said[0], said[1]))
            .toList(),
        parts(row.get("comments"), "\n")
            .map(said -> pair(said, ": "))
            .map(said -> new DemoRequest.Comment(said[0], said[1]))
            .toList());
  }

  private static DemoRequest.Ask ask(CSVRecord row) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    parts(row.get("labels"), ";")
        .map(said -> pair(said, ":"))
        .forEach(label -> labels.put(label[0], List.of(label[1])));
    return new DemoRequest.Ask(
        row.get("title"),
        row.get("details"),
        row.get("kind"),
        labels,
        parts(row.get("objections"), ";").toList(),
        row.get("needByDaysAhead"),
        row.get("deal"),
        row.get("search"),
        row.get("confidential").equals("yes"));
  }

  private static Stream<String> parts(String cell, String separator) {
    return Arrays.stream(cell.split(separator, -1)).filter(part -> !part.isBlank());
  }

  /** What stands before the separator and after it, which may be nothing. */
  private static String[] pair(String said, String separator) {
    int end = said.indexOf(separator);
    return end < 0
        ? new String[] {said, ""}
        : new String[] {said.substring(0, end), said.substring(end + separator.length())};
  }
}
