package io.halfdoor.api.objection;

import io.halfdoor.api.label.Labels;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.util.List;

/**
 * The categories of objections: the values of the label {@code category} where the vocabulary has
 * one, else those that everybody knows.
 */
final class Categories {

  private static final String KEY = "category";
  private static final List<String> KNOWN =
      List.of(
          "price",
          "timing",
          "need",
          "trust",
          "competitor",
          "authority",
          "product",
          "security",
          "other");

  private final Labels labels;

  Categories(Labels labels) {
    this.labels = labels;
  }

  /**
   * Refuses what is no category, with those there are.
   *
   * @param pointer where in the body it stands
   */
  void require(String category, String pointer) {
    List<String> all = labels.values(KEY).orElse(KNOWN);
    if (!all.contains(category)) {
      throw Problem.invalid(Fault.at(pointer, "Must be one of " + String.join(", ", all) + "."));
    }
  }
}
