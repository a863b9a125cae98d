package io.halfdoor.api.request;

import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Words;
import io.halfdoor.search.Activity;
import io.halfdoor.search.Entry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests as entries of the index. Those that were withdrawn or merged have none. */
final class RequestEntries {

  /** After which time a change of a request counts half as new. */
  private static final Duration AGES = Duration.ofDays(90);

  private static final Set<Request.State> GONE =
      EnumSet.of(Request.State.WITHDRAWN, Request.State.MERGED);

  private RequestEntries() {}

  static List<Entry> of(List<Request> requests) {
    return requests.stream()
        .filter(request -> !GONE.contains(request.state()))
        .map(RequestEntries::entry)
        .toList();
  }

  private static Entry entry(Request request) {
    Description said = request.description();
    return new Entry(
        Request.IDS.text(request.id()),
        Request.KIND,
        request.version(),
        new io.halfdoor.search.Words(
            said.title(),
            said.details(),
            "",
            said.externalId() == null ? List.of() : List.of(said.externalId()),
            ""),
        said.labels(),
        fields(request),
        request.terms(),
        new Activity(request.createdAt(), request.updatedAt(), 0, false, Map.of(), AGES),
        List.of());
  }

  /** What can be filtered by and counted. A label of the same name goes first. */
  private static Map<String, List<String>> fields(Request request) {
    Description said = request.description();
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("state", List.of(Words.of(request.state())));
    if (said.kind() != null) {
      fields.put("type", List.of(Words.of(said.kind())));
    }
    fields.put("requestedBy", List.of(Person.IDS.text(request.requestedBy())));
    if (request.assigneeId() != null) {
      fields.put("assignee", List.of(Person.IDS.text(request.assigneeId())));
    }
    fields.keySet().removeAll(said.labels().keySet());
    return fields;
  }
}
