package io.halfdoor.api.objection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Words;
import io.halfdoor.search.Activity;
import io.halfdoor.search.Entry;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Objections as entries of the index. Those that are not active have none. */
final class ObjectionEntries {

  /** What buyers say they go on saying. */
  private static final Duration DOES_NOT_AGE = Duration.ZERO;

  private final ObjectionStore objections;
  private final PhrasingStore phrasings;

  ObjectionEntries(ObjectionStore objections, PhrasingStore phrasings) {
    this.objections = objections;
    this.phrasings = phrasings;
  }

  List<Entry> of(Collection<UUID> ids) {
    Map<UUID, List<String>> said =
        phrasings.all(ids).stream()
            .collect(groupingBy(Phrasing::objectionId, mapping(Phrasing::text, toList())));
    return objections.findAll(ids).stream()
        .filter(Objection::isActive)
        .map(objection -> entry(objection, said.getOrDefault(objection.id(), List.of())))
        .toList();
  }

  private static Entry entry(Objection objection, List<String> phrasings) {
    Description said = objection.description();
    return new Entry(
        Objection.IDS.text(objection.id()),
        Objection.KIND,
        objection.version(),
        new io.halfdoor.search.Words(
            said.phrase(),
            phrasings,
            "",
            "",
            said.externalId() == null ? List.of() : List.of(said.externalId()),
            ""),
        said.labels(),
        fields(objection),
        objection.terms(),
        new Activity(
            objection.createdAt(), objection.updatedAt(), 0, false, Map.of(), DOES_NOT_AGE),
        List.of());
  }

  /** What can be filtered by and counted. A label of the same name goes first. */
  private static Map<String, List<String>> fields(Objection objection) {
    Description said = objection.description();
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("state", List.of(Words.of(objection.state())));
    fields.put("category", List.of(said.category()));
    fields.put("owner", List.of(Person.IDS.text(said.ownerId())));
    fields.keySet().removeAll(said.labels().keySet());
    return fields;
  }
}
