package io.halfdoor.api.objection;

import org.jdbi.v3.core.mapper.Nested;

/** An objection, and how many phrasings it has. */
public record Counted(@Nested Objection objection, int phrasings) {}
