package io.halfdoor.api.collateral;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers say of a piece of collateral, and what a patch is merged into. */
record Metadata(
    @NotBlank @Size(max = 300) String title,
    @Nullable @Size(max = 2_000) String summary,
    @NotNull CollateralKind kind,
    @Nullable @Size(max = 20)
        Map<String, @NotNull @Size(max = 20) List<@NotBlank @Size(max = 100) String>> labels,
    @Nullable Audience audience,
    @Nullable
        @Size(max = 35)
        @Pattern(
            regexp = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
            message = "is a language tag such as en or de-AT")
        String language,
    @Nullable Boolean mayBeSent,
    @Nullable String ownerId,
    @Nullable @Min(1) @Max(3_650) Integer reviewIntervalDays,
    @Nullable @Size(min = 1, max = 200) String externalId) {

  static Metadata of(Description said) {
    return new Metadata(
        said.title(),
        said.summary(),
        said.kind(),
        said.labels(),
        said.readers(),
        said.language(),
        said.mayBeSent(),
        Person.IDS.text(said.ownerId()),
        said.reviewIntervalDays(),
        said.externalId());
  }

  /**
   * The same as it is kept, with what was left out filled in.
   *
   * @param owner whose it is where nobody says so
   */
  Description described(UUID owner) {
    return new Description(
        title,
        summary,
        kind,
        Objects.requireNonNullElse(labels, Map.of()),
        (audience == null ? Audience.EVERYONE : audience).value(),
        language,
        mayBeSent != null && mayBeSent,
        ownerId == null ? owner : person(ownerId),
        reviewIntervalDays == null ? kind.reviewIntervalDays() : reviewIntervalDays,
        externalId);
  }

  private static UUID person(String id) {
    return Person.IDS.parse(id).orElseThrow(Metadata::nobody);
  }

  static Problem nobody() {
    return Problem.invalid(Fault.at("/ownerId", "There is nobody with this id."));
  }
}
