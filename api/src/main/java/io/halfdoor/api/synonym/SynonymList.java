package io.halfdoor.api.synonym;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.search.Synonyms;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A version of the list.
 *
 * @param version 0 of the empty list that nobody has said anything of yet
 */
public record SynonymList(
    long version,
    @Json List<SynonymEntry> entries,
    @Nullable UUID changedBy,
    @Nullable Instant changedAt) {

  static final String KIND = "synonyms";

  /** There is one list. */
  static final UUID ID = UUID.nameUUIDFromBytes(KIND.getBytes(StandardCharsets.UTF_8));

  static final int MOST = 500;

  static final SynonymList NONE = new SynonymList(0, List.of(), null, null);

  Synonyms synonyms() {
    return synonyms(entries);
  }

  static Synonyms synonyms(List<SynonymEntry> entries) {
    return Synonyms.of(entries.stream().map(SynonymEntry::rule).toList());
  }

  /**
   * Refuses entries with all that is wrong with them.
   *
   * @param entries which may be null as a caller can send it
   */
  static void check(List<@Nullable SynonymEntry> entries) {
    if (entries.size() > MOST) {
      throw Problem.invalid(Fault.at("/entries", "Must have " + MOST + " entries at most."));
    }
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      SynonymEntry entry = entries.get(i);
      if (entry == null) {
        faults.add(Fault.at("/entries/" + i, "Must not be null."));
      } else {
        entry.check("/entries/" + i, faults);
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
  }
}
