package io.halfdoor.api.template;

import io.halfdoor.api.data.IdPrefix;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Objections for tests of what refers to them. */
final class Objections {

  static final IdPrefix IDS = new IdPrefix("obj");

  private Objections() {}

  /** Adds one; its id as callers write it. */
  static String add(Jdbi jdbi, String externalId) {
    UUID id = UUID.randomUUID();
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO objection (id, version, phrase, category, labels, state, owner_id,
                  external_id, created_at, created_by, updated_at, updated_by)
                SELECT ?, 1, ?, 'price', '{}', 'active', id, ?, now(), id, now(), id
                FROM person LIMIT 1
                """,
                id,
                externalId,
                externalId));
    return IDS.text(id);
  }
}
