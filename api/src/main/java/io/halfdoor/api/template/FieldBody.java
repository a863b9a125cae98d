package io.halfdoor.api.template;

import io.halfdoor.api.data.Words;
import io.halfdoor.api.merge.Field;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A field of a template's schema, as callers write it and as it is kept. */
public record FieldBody(
    @NotNull @Size(min = 1, max = 100) String name,
    @NotNull
        @Pattern(
            regexp = "text|number|money|date|url|flag|list",
            message = "is one of text, number, money, date, url, flag, list")
        String type,
    @Nullable @Size(max = 500) String description,
    @Nullable @Size(max = 200) String fallback,
    @Nullable Object example,
    @Nullable Boolean askMe) {

  Field toField() {
    return new Field(
        name,
        Words.read(Field.Type.class, type),
        description,
        fallback,
        example,
        Boolean.TRUE.equals(askMe));
  }
}
