package io.halfdoor.api.collateral;

import org.jdbi.v3.core.mapper.Nested;

/** A piece of collateral in a list, and what the database sorts its title by. */
public record Listed(@Nested Shown shown, String sortTitle) {}
