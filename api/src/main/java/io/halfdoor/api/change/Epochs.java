package io.halfdoor.api.change;

import io.halfdoor.api.data.Transactions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a new epoch when the transaction numbers of the feed can no longer be compared with those
 * that the server gives out now: the database was moved to another cluster, or brought back from a
 * backup and lost its last transactions, whose numbers are then given out once more.
 */
final class Epochs {

  private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);

  private final Jdbi jdbi;
  private final Transactions transactions;
  private final InstantSource clock;

  Epochs(Jdbi jdbi, Transactions transactions, InstantSource clock) {
    this.jdbi = jdbi;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Begins one if need be; any number of nodes may ask at once. */
  void beginIfNeeded() {
    Cluster cluster = cluster();
    transactions.useTransaction(
        handle -> {
          handle.execute("LOCK TABLE feed_epoch IN SHARE ROW EXCLUSIVE MODE");
          Store store = handle.attach(Store.class);
          Optional<Epoch> last = store.last();
          if (last.isEmpty()
              || !cluster.isThatOf(last.get())
              || store.isAheadOfServer(last.get().epoch())) {
            int next = last.map(Epoch::epoch).orElse(0) + 1;
            store.insert(
                new Epoch(next, cluster.systemIdentifier(), cluster.timeline(), clock.instant()));
            LOG.info("The change feed begins epoch {}", next);
          }
        });
  }

  private Cluster cluster() {
    return new Cluster(
        ask("SELECT system_identifier FROM pg_control_system()", Long.class),
        ask(
            "SELECT ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer",
            Integer.class));
  }

  /** Null where the server does not tell, as hosted ones may not. */
  private <T> @Nullable T ask(String query, Class<T> type) {
    try {
      return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(type).one());
    } catch (JdbiException e) {
      LOG.debug("The server does not answer: {}", query, e);
      return null;
    }
  }

  /** Who gives out the numbers. A restore to an earlier time begins another timeline. */
  private record Cluster(@Nullable Long systemIdentifier, @Nullable Integer timeline) {
    boolean isThatOf(Epoch epoch) {
      return agree(systemIdentifier, epoch.systemIdentifier()) && agree(timeline, epoch.timeline());
    }

    private static boolean agree(@Nullable Object now, @Nullable Object then) {
      return now == null || then == null || Objects.equals(now, then);
    }
  }

  /** A row of {@code feed_epoch}. */
  public record Epoch(
      int epoch, @Nullable Long systemIdentifier, @Nullable Integer timeline, Instant startedAt) {}

  interface Store {
    @SqlQuery(
        """
        SELECT epoch, system_identifier, timeline, started_at
        FROM feed_epoch ORDER BY epoch DESC LIMIT 1
        """)
    Optional<Epoch> last();

    @SqlQuery(
        """
        SELECT coalesce(max(xid) >= pg_snapshot_xmax(pg_current_snapshot()), false)
        FROM change WHERE epoch = :epoch
        """)
    boolean isAheadOfServer(int epoch);

    @SqlUpdate(
        """
        INSERT INTO feed_epoch (epoch, system_identifier, timeline, started_at)
        VALUES (:epoch, :systemIdentifier, :timeline, :startedAt)
        """)
    void insert(@BindMethods Epoch epoch);
  }
}
