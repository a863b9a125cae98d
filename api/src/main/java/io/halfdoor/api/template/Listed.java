package io.halfdoor.api.template;

import org.jdbi.v3.core.mapper.Nested;

/** A template in a list, and what the database sorts its title by. */
public record Listed(@Nested Shown shown, String sortTitle) {}
