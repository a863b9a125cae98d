package io.halfdoor.api.objection;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An objection to be added, with the phrasings that are known of it: the fields of {@link Wording},
 * where their constraints stand, and those besides.
 */
record NewObjection(
    String phrase,
    String category,
    @Nullable Map<String, List<String>> labels,
    @Nullable String ownerId,
    @Nullable String externalId,
    @Nullable @Size(max = 200) List<@NotBlank @Size(max = Phrasing.LONGEST) String> phrasings) {

  /** The phrasings as they are kept. */
  List<String> tidyPhrasings() {
    List<String> tidy = new ArrayList<>();
    for (String text : phrasings == null ? List.<String>of() : phrasings) {
      tidy.add(Phrasing.tidy(text, "/phrasings/" + tidy.size()));
    }
    return tidy;
  }

  Wording toWording() {
    return new Wording(phrase, category, labels, ownerId, externalId);
  }
}
