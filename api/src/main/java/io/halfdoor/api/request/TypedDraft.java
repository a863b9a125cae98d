package io.halfdoor.api.request;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request as far as somebody has typed it: nothing of it has to be right yet. */
record TypedDraft(
    @Nullable @Size(max = 300) String title,
    @Nullable @Size(max = 10_000) String details,
    @Nullable @Size(max = 20)
        Map<String, @NotNull @Size(max = 20) List<@NotBlank @Size(max = 100) String>> labels,
    @Nullable @Size(max = 20) List<@NotNull String> objections) {

  /** What it is called so far; its details where it is not. */
  String text() {
    return title == null || title.isBlank() ? Objects.requireNonNullElse(details, "") : title;
  }

  /** What more it says. */
  String more() {
    return title == null || title.isBlank() ? "" : Objects.requireNonNullElse(details, "");
  }

  /**
   * The draft, which says something.
   *
   * @throws Problem when it does not
   */
  TypedDraft orRefused(String pointer) {
    if (text().isBlank()) {
      throw Problem.invalid(Fault.at(pointer, "Needs a title or details."));
    }
    return this;
  }
}
