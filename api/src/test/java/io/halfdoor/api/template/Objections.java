package io.halfdoor.api.template;

import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.search.Activity;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Words;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Objections for tests, as rows that everybody sees. */
final class Objections {

  static final IdPrefix IDS = new IdPrefix("obj");

  private static final Set<String> EVERYONE = Set.of("everyone");

  private Objections() {}

  static List<ItemKind> kinds(Jdbi jdbi) {
    return List.of(
        new ItemKind(
            "objection",
            IDS,
            "/objections",
            ids -> read(jdbi, ids).stream().map(Objections::item).toList(),
            ids -> read(jdbi, ids).stream().map(Objections::entry).toList(),
            (id, number, caller) -> number == 1,
            (after, limit) -> List.of(),
            name ->
                jdbi.withHandle(
                    handle ->
                        handle
                            .createQuery("SELECT id FROM objection WHERE external_id = ?")
                            .bind(0, name)
                            .mapTo(UUID.class)
                            .findOne())));
  }

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

  private record Row(UUID id, String externalId) {}

  private static List<Row> read(Jdbi jdbi, Collection<UUID> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT id, external_id FROM objection WHERE id = ANY (:ids)")
                .bindArray("ids", UUID.class, ids)
                .map((row, none) -> new Row(row.getObject(1, UUID.class), row.getString(2)))
                .list());
  }

  private static Item item(Row row) {
    return new Item("objection", row.id(), 1, 1, row.externalId(), null, EVERYONE, true);
  }

  private static Entry entry(Row row) {
    return new Entry(
        IDS.text(row.id()),
        "objection",
        1,
        new Words(row.externalId(), "", "", List.of(row.externalId()), "en"),
        Map.of(),
        Map.of(),
        EVERYONE,
        new Activity(Instant.EPOCH, Instant.EPOCH, 0, false),
        List.of());
  }
}
