package io.halfdoor.api.importing;

import io.halfdoor.api.problem.Fault;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row.
 *
 * @param line where it stands in its table, from 1; null for a file that stands for itself
 * @param ignored the fields of it that nothing was made of, since nobody knows them
 */
public record ImportRow(
    UUID importId,
    int number,
    @Nullable Long line,
    @Nullable String file,
    @Nullable String externalId,
    Outcome outcome,
    @Nullable UUID itemId,
    @Json List<Fault> faults,
    List<String> ignored) {}
