package io.halfdoor.api.collateral;

import io.halfdoor.api.text.TextStatus;
import org.jdbi.v3.core.mapper.Nested;

/** A version, and how far its text is. */
public record ShownVersion(@Nested Version version, @Nested TextStatus text) {}
