package io.halfdoor.api.request;

import io.halfdoor.api.access.Person;
import io.halfdoor.api.deal.DealRef;
import io.halfdoor.api.item.Items;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What callers say of a request, and what a patch is merged into.
 *
 * @param deal as it is mentioned, not as it is; null where no other is mentioned
 * @param assigneeId said by those alone who curate
 * @param reason why it is changed; not kept with it, but on its timeline
 */
record Wording(
    @NotBlank @Size(max = 300) String title,
    @NotBlank @Size(max = 10_000) String details,
    Request.@Nullable Kind kind,
    @Nullable @Size(max = 20)
        Map<String, @NotNull @Size(max = 20) List<@NotBlank @Size(max = 100) String>> labels,
    @Nullable @Size(max = Description.MOST_OBJECTIONS) List<@NotNull String> objections,
    @Nullable LocalDate needBy,
    @Nullable @Valid DealRef deal,
    @Nullable Boolean confidential,
    @Nullable @Size(min = 1, max = 200) String externalId,
    @Nullable String assigneeId,
    @Nullable
        @Size(min = 1, max = 2_000)
        @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String reason) {

  static Wording of(Request request, Items items) {
    Description said = request.description();
    return new Wording(
        said.title(),
        said.details(),
        said.kind(),
        said.labels(),
        said.objectionIds().stream().map(id -> items.text(Admission.OBJECTION, id)).toList(),
        said.needBy(),
        null,
        said.confidential(),
        said.externalId(),
        request.assigneeId() == null ? null : Person.IDS.text(request.assigneeId()),
        null);
  }
}
