package io.halfdoor.api.change;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * The statements of the feed. {@code xid8} has no cast to a number but by way of its text; an order
 * by a bare {@code xid} would mean that number, and sort all the feed instead of using its index.
 *
 * <p>What a reader may see: the oldest transaction still open, in the statement's own snapshot, has
 * the number {@code xmin}. All below it are over, so nothing can be added among their rows any
 * more.
 */
interface ChangeStore {

  @SqlQuery(
      """
      INSERT INTO change
        (epoch, kind, item_id, version, action, person_id, at, audience, deleted)
      VALUES
        ((SELECT max(epoch) FROM feed_epoch),
         :kind, :itemId, :version, :action, :personId, :at, :audience, :deleted)
      RETURNING epoch, xid::text::bigint AS xid, seq
      """)
  Position insert(@BindMethods NewChange change);

  @SqlQuery(
      """
      SELECT epoch, xid::text::bigint AS xid, seq,
        kind, item_id, version, action, person_id, at, audience, deleted
      FROM change
      WHERE epoch = :epoch
        AND (epoch, xid, seq) > (:epoch, CAST(CAST(:xid AS text) AS xid8), :seq)
        AND xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY change.epoch, change.xid, change.seq
      LIMIT :limit
      """)
  List<Change> after(@BindMethods Position position, int limit);

  @SqlQuery(
      """
      SELECT DISTINCT kind, item_id FROM change
      WHERE epoch = :epoch
        AND (epoch, xid, seq) > (:epoch, CAST(CAST(:xid AS text) AS xid8), :seq)
        AND kind = ANY (:kinds)
      LIMIT :limit
      """)
  List<Changes.Touched> touched(
      @BindMethods Position position, Collection<String> kinds, int limit);

  @SqlQuery("SELECT max(epoch) FROM feed_epoch")
  int epoch();

  @SqlQuery(
      """
      SELECT epoch, xid::text::bigint AS xid, seq
      FROM change
      WHERE kind = :kind AND epoch = (SELECT max(epoch) FROM feed_epoch)
      ORDER BY change.xid DESC, change.seq DESC
      LIMIT 1
      """)
  Optional<Position> last(String kind);

  /** Below it, all is over; what is still open, or not yet begun, comes beyond it. */
  @SqlQuery(
      """
      SELECT (SELECT max(epoch) FROM feed_epoch) AS epoch,
        pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1 AS xid,
        9223372036854775807 AS seq
      """)
  Position head();

  /** No transaction that has ended by now is beyond it. */
  @SqlQuery(
      """
      SELECT (SELECT max(epoch) FROM feed_epoch) AS epoch,
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1 AS xid,
        9223372036854775807 AS seq
      """)
  Position horizon();

  /** Whether a transaction of this number can have ended already. */
  @SqlQuery(
      """
      SELECT CAST(CAST(:xid AS text) AS xid8) < pg_snapshot_xmax(pg_current_snapshot())
      """)
  boolean hasBegun(long xid);

  @SqlQuery(
      """
      SELECT present.epoch, coalesce(last.xid::text::bigint, 0) AS xid, coalesce(last.seq, 0) AS seq,
        EXISTS (
          SELECT FROM change
          WHERE epoch = present.epoch AND xid >= pg_snapshot_xmin(pg_current_snapshot())
        ) AS is_held_back
      FROM (SELECT max(epoch) AS epoch FROM feed_epoch) AS present
      LEFT JOIN LATERAL (
        SELECT xid, seq FROM change
        WHERE epoch = present.epoch AND xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY xid DESC, seq DESC
        LIMIT 1
      ) AS last ON true
      """)
  Reach reach();

  @SqlQuery(
      """
      SELECT
        coalesce(
          (SELECT max(clock_timestamp() - xact_start)
           FROM pg_stat_activity WHERE backend_xid IS NOT NULL),
          interval '0') AS oldest_writer,
        (SELECT count(*) FROM change
         WHERE epoch = (SELECT max(epoch) FROM feed_epoch)
           AND xid >= pg_snapshot_xmin(pg_current_snapshot())) AS unreadable
      """)
  FeedLag lag();

  @SqlUpdate("NOTIFY " + Listener.CHANNEL)
  void notifyNodes();
}
