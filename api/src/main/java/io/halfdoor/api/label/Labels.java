package io.halfdoor.api.label;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The vocabulary, for features whose items have labels. */
public final class Labels {

  private final LabelStore labels;
  private final Writes writes;

  public Labels(Jdbi jdbi, Writes writes) {
    this.labels = jdbi.onDemand(LabelStore.class);
    this.writes = writes;
  }

  public LabelResource resource() {
    return new LabelResource(labels, writes);
  }

  /**
   * Refuses labels that are not in the vocabulary, each by its place.
   *
   * @param before the labels that the item has: those it may keep, whatever became of the
   *     vocabulary
   * @param pointer where in the body the labels stand
   */
  public void check(
      Map<String, List<String>> wanted, Map<String, List<String>> before, String pointer) {
    if (wanted.isEmpty()) {
      return;
    }
    Map<String, Label> known =
        labels.findAll(wanted.keySet()).stream()
            .collect(Collectors.toMap(Label::key, Function.identity()));
    List<Fault> faults = new ArrayList<>();
    wanted.forEach(
        (key, values) -> {
          Label label = known.get(key);
          List<String> had = before.getOrDefault(key, List.of());
          for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if (had.contains(value) || (label != null && label.values().contains(value))) {
              continue;
            }
            faults.add(
                Fault.at(
                    pointer + Fault.step(key) + "/" + i,
                    label == null
                        ? "There is no label " + key + "; GET /labels lists those there are."
                        : key
                            + " has no value "
                            + value
                            + "; GET /labels/"
                            + key
                            + " lists them."));
          }
        });
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
  }

  /** Refuses a text that is none of a key's values; where it has none yet, any will do. */
  public void checkValue(String key, String text, String pointer) {
    List<String> values = labels.find(key).map(Label::values).orElse(List.of());
    if (!values.isEmpty() && !values.contains(text)) {
      throw Problem.invalid(
          Fault.at(pointer, "There is no such " + key + "; GET /labels/" + key + " lists them."));
    }
  }
}
