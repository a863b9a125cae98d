package io.halfdoor.api.template;

import io.halfdoor.api.merge.Wording;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.Write;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version to be added.
 *
 * @param subject of a mail; a snippet has none, and no preheader
 * @param format Markdown where it is left out
 * @param publish at once; absent for what goes without saying
 */
record NewVersion(
    @Nullable @Size(max = 1_000) String subject,
    @Nullable @Size(max = 2_000) String preheader,
    @NotBlank @Size(max = 100_000) String body,
    Wording.@Nullable Format format,
    @Nullable @Size(max = 500) List<@NotNull @Valid FieldBody> fields,
    @Nullable @Size(max = 1_000) String note,
    @Nullable Boolean publish) {

  static NewVersion of(Version version, @Nullable String note) {
    boolean isSnippet = version.subject().isEmpty();
    return new NewVersion(
        isSnippet ? null : version.subject(),
        version.preheader().isEmpty() ? null : version.preheader(),
        version.body(),
        version.format(),
        version.fields(),
        note,
        null);
  }

  /** Refuses a mail without a subject, and a snippet with one. */
  NewVersion requireFit(TemplateKind kind) {
    List<Fault> faults = new ArrayList<>();
    if (kind == TemplateKind.TEMPLATE && (subject == null || subject.isBlank())) {
      faults.add(Fault.at("/subject", "Must not be blank."));
    }
    if (kind == TemplateKind.SNIPPET && subject != null) {
      faults.add(Fault.at("/subject", "A snippet has none."));
    }
    if (kind == TemplateKind.SNIPPET && preheader != null) {
      faults.add(Fault.at("/preheader", "A snippet has none."));
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return this;
  }

  Wording wording(String language) {
    return new Wording(
        subject == null ? "" : subject,
        preheader == null ? "" : preheader,
        body,
        format == null ? Wording.Format.MARKDOWN : format,
        language,
        schema().stream().map(FieldBody::toField).toList());
  }

  private List<FieldBody> schema() {
    return fields == null ? List.of() : fields;
  }

  /** Whether a version says this already. */
  boolean isSaidBy(Version version) {
    return version.subject().equals(subject == null ? "" : subject)
        && version.preheader().equals(preheader == null ? "" : preheader)
        && version.body().equals(body)
        && version.format() == (format == null ? Wording.Format.MARKDOWN : format)
        && version.fields().equals(schema());
  }

  Version version(UUID id, int number, List<String> includes, boolean published, Write write) {
    return new Version(
        id,
        number,
        subject == null ? "" : subject,
        preheader == null ? "" : preheader,
        body,
        format == null ? Wording.Format.MARKDOWN : format,
        schema(),
        includes,
        note,
        write.now(),
        write.personId(),
        published ? write.now() : null);
  }
}
