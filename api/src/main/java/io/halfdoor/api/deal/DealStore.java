package io.halfdoor.api.deal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface DealStore {

  @SqlQuery(
      """
      SELECT id FROM deal
      WHERE crm_id = CAST(:crmId AS text)
        OR (CAST(:crmId AS text) IS NULL AND crm_id IS NULL AND account = :account AND name = :name)
      """)
  Optional<UUID> find(@BindMethods DealRef deal);

  /** False when it is there already. */
  @SqlUpdate(
      """
      INSERT INTO deal (id, crm_id, account, name, created_at)
      VALUES (:id, :crmId, :account, :name, :now)
      ON CONFLICT DO NOTHING
      """)
  boolean insert(UUID id, @BindMethods DealRef deal, Instant now);
}
