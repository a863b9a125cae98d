package io.halfdoor.api.request;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface MetricsStore {

  /**
   * The requests that were filed in a time, the end left out.
   *
   * @param reader whose own confidential ones count alone; null where all do
   */
  @SqlQuery(
      """
      SELECT id, verdict FROM request
      WHERE created_at >= :from AND created_at < :to
        AND (CAST(:reader AS uuid) IS NULL OR NOT confidential
          OR requested_by = :reader OR filed_by = :reader)
      """)
  List<Filed> filed(Instant from, Instant to, @Nullable UUID reader);

  /** How many requests were not made in a time, since there was something already. */
  @SqlQuery("SELECT count(*) FROM deflection WHERE at >= :from AND at < :to")
  long deflected(Instant from, Instant to);

  /** A request that was filed, and the latest verdict on it. */
  record Filed(UUID id, Request.@Nullable Verdict verdict) {}
}
