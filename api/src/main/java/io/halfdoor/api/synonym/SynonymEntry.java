package io.halfdoor.api.synonym;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.search.Synonyms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the list: equals, or what a saying stands for as well. The one or the other.
 *
 * @param group sayings of which each stands for all others
 * @param from a saying that also finds what has one of the next; not the other way round
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SynonymEntry(
    @JsonProperty("equals") @Nullable List<@Nullable String> group,
    @Nullable String from,
    @Nullable List<@Nullable String> to) {

  private static final int LONGEST = 100;
  private static final int MOST = 20;

  Synonyms.Rule rule() {
    return group == null
        ? new Synonyms.Rule(List.of(Objects.requireNonNull(from)), said(Objects.requireNonNull(to)))
        : Synonyms.Rule.group(said(group));
  }

  private static List<String> said(List<@Nullable String> sayings) {
    return sayings.stream().map(Objects::requireNonNull).toList();
  }

  /** Says what is wrong with it. */
  void check(String pointer, List<Fault> faults) {
    if ((group == null) == (from == null && to == null)) {
      faults.add(Fault.at(pointer, "Has equals, or from and to."));
    } else if (group != null) {
      checkAll(pointer + "/equals", group, 2, new HashMap<>(), faults);
    } else {
      Map<String, String> seen = new HashMap<>();
      checkOne(pointer + "/from", from, seen, faults);
      if (to == null) {
        faults.add(Fault.at(pointer + "/to", "Must not be null."));
      } else {
        checkAll(pointer + "/to", to, 1, seen, faults);
      }
    }
  }

  private static void checkAll(
      String pointer,
      List<@Nullable String> sayings,
      int least,
      Map<String, String> seen,
      List<Fault> faults) {
    if (sayings.size() < least || sayings.size() > MOST) {
      faults.add(Fault.at(pointer, "Must have " + least + " to " + MOST + " sayings."));
      return;
    }
    for (int i = 0; i < sayings.size(); i++) {
      checkOne(pointer + "/" + i, sayings.get(i), seen, faults);
    }
  }

  private static void checkOne(
      String pointer, @Nullable String saying, Map<String, String> seen, List<Fault> faults) {
    if (saying == null || saying.isBlank() || saying.length() > LONGEST) {
      faults.add(Fault.at(pointer, "Must have 1 to " + LONGEST + " characters."));
      return;
    }
    String key = Synonyms.key(saying);
    if (key.isEmpty() || saying.indexOf('\0') >= 0) {
      faults.add(Fault.at(pointer, "Has no word that could be searched for."));
      return;
    }
    String same = seen.putIfAbsent(key, pointer);
    if (same != null) {
      faults.add(Fault.at(pointer, "A search takes it for the same as " + same + "."));
    }
  }
}
