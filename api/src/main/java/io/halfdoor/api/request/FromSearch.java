package io.halfdoor.api.request;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The search that found nothing useful. */
public record FromSearch(
    @NotNull @Size(max = 2_000) String query,
    @Nullable @Size(max = 50)
        Map<String, @NotNull @Size(max = 100) List<@NotBlank @Size(max = 1_000) String>> filters) {}
