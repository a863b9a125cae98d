package io.halfdoor.api.template;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import jakarta.validation.Valid;
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

/**
 * What callers say of a template, and what a patch is merged into.
 *
 * @param objections their ids or external ids; null to leave them as they are
 * @param attachments null to leave them as they are
 */
record Metadata(
    @NotBlank @Size(max = 300) String title,
    @Nullable @Size(max = 20)
        Map<String, @NotNull @Size(max = 20) List<@NotBlank @Size(max = 100) String>> labels,
    @Nullable Audience audience,
    @Nullable
        @Size(max = 35)
        @Pattern(
            regexp = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
            message = "is a language tag such as en or de-AT")
        String language,
    @Nullable String ownerId,
    @Nullable @Min(1) @Max(3_650) Integer reviewIntervalDays,
    @Nullable @Size(min = 1, max = 200) String externalId,
    @Nullable @Size(max = 50) List<@NotBlank @Size(max = 200) String> objections,
    @Nullable @Size(max = 20) List<@NotNull @Valid Attached> attachments) {

  private static final int REVIEW_INTERVAL_DAYS = 180;

  /** In which it is where nobody says so. */
  static final String LANGUAGE = "en";

  /**
   * Something that is sent along.
   *
   * @param id or external id
   * @param version the number of the version to pin; absent for whichever is the latest
   */
  record Attached(@NotBlank @Size(max = 200) String id, @Nullable @Min(1) Long version) {}

  static Metadata of(Description said) {
    return new Metadata(
        said.title(),
        said.labels(),
        said.readers(),
        said.language(),
        Person.IDS.text(said.ownerId()),
        said.reviewIntervalDays(),
        said.externalId(),
        null,
        null);
  }

  /**
   * The same as it is kept, with what was left out filled in.
   *
   * @param owner whose it is where nobody says so
   */
  Description described(UUID owner) {
    return new Description(
        title,
        Objects.requireNonNullElse(labels, Map.of()),
        (audience == null ? Audience.EVERYONE : audience).value(),
        language == null ? LANGUAGE : language,
        ownerId == null ? owner : person(ownerId),
        reviewIntervalDays == null ? REVIEW_INTERVAL_DAYS : reviewIntervalDays,
        externalId);
  }

  private static UUID person(String id) {
    return Person.IDS.parse(id).orElseThrow(Metadata::nobody);
  }

  static Problem nobody() {
    return Problem.invalid(Fault.at("/ownerId", "There is nobody with this id."));
  }
}
