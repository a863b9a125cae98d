package io.halfdoor.api.objection;

import io.halfdoor.api.access.Person;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers say of an objection, and what a patch is merged into. */
record Wording(
    @NotBlank @Size(max = 300) String phrase,
    @NotBlank @Size(max = 100) String category,
    @Nullable @Size(max = 20)
        Map<String, @NotNull @Size(max = 20) List<@NotBlank @Size(max = 100) String>> labels,
    @Nullable String ownerId,
    @Nullable @Size(min = 1, max = 200) String externalId) {

  static Wording of(Description said) {
    return new Wording(
        said.phrase(),
        said.category(),
        said.labels(),
        Person.IDS.text(said.ownerId()),
        said.externalId());
  }

  /**
   * The same as it is kept.
   *
   * @param owner whose it is where nobody says so
   */
  Description described(UUID owner) {
    return new Description(
        Phrasing.tidy(phrase, "/phrase"),
        category,
        Objects.requireNonNullElse(labels, Map.of()),
        ownerId == null ? owner : person(ownerId),
        externalId);
  }

  static UUID person(String id) {
    return Person.IDS.parse(id).orElseThrow(Wording::nobody);
  }

  static Problem nobody() {
    return Problem.invalid(Fault.at("/ownerId", "There is nobody with this id."));
  }
}
