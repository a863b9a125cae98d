package io.halfdoor.api.request;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.json.Json;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What moves from one request to another. */
interface MergeStore {

  /** Lets nobody else change these until the transaction ends: in one order, so that none waits. */
  @SqlQuery("SELECT id FROM request WHERE id = ANY (:ids) ORDER BY id FOR NO KEY UPDATE")
  List<UUID> lock(Collection<UUID> ids);

  /** Has whatever was merged into one be merged into the other, so that a chain is one step. */
  @SqlUpdate("UPDATE request SET merged_into = :into WHERE merged_into = :from")
  void shorten(UUID from, UUID into);

  /** The deal with which a person supports a request. */
  @SqlQuery(
      """
      SELECT deal_id FROM support
      WHERE request_id = :id AND person_id = :personId AND deal_id IS NOT NULL
      """)
  Optional<UUID> deal(UUID id, UUID personId);

  /**
   * Moves the supporters, but for one who needs no support. Who supports both does so once, since
   * the first time, and with the deal that they named for the other where there is one.
   */
  @SqlUpdate(
      """
      WITH moved AS (
        DELETE FROM support WHERE request_id = :from RETURNING person_id, deal_id, at)
      INSERT INTO support (request_id, person_id, deal_id, at)
      SELECT :into, person_id, deal_id, at FROM moved WHERE person_id <> :asking
      ON CONFLICT (request_id, person_id) DO UPDATE SET
        deal_id = coalesce(support.deal_id, excluded.deal_id), at = least(support.at, excluded.at)
      """)
  void moveSupport(UUID from, UUID into, UUID asking);

  /** Adds a supporter; who is one already has this deal where they named none. */
  @SqlUpdate(
      """
      INSERT INTO support (request_id, person_id, deal_id, at)
      VALUES (:requestId, :personId, :dealId, :at)
      ON CONFLICT (request_id, person_id) DO UPDATE SET
        deal_id = coalesce(support.deal_id, excluded.deal_id)
      """)
  void support(@BindMethods Support support);

  /** Moves the watchers, each of them once. */
  @SqlUpdate(
      """
      WITH moved AS (DELETE FROM watch WHERE request_id = :from RETURNING person_id, at)
      INSERT INTO watch (request_id, person_id, at) SELECT :into, person_id, at FROM moved
      ON CONFLICT DO NOTHING
      """)
  void moveWatchers(UUID from, UUID into);

  /** The searches that those came from which were merged into these, the oldest first. */
  @SqlQuery(
      """
      SELECT merged_into AS request_id, from_search AS search FROM request
      WHERE merged_into = ANY (:into) AND from_search IS NOT NULL
      ORDER BY id
      """)
  List<Carried> searches(Collection<UUID> into);

  /** A search that a request has of one that was merged into it. */
  record Carried(UUID requestId, @Json FromSearch search) {}
}
