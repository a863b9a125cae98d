package io.halfdoor.api.collateral;

import java.time.LocalDate;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface ViewStore {

  @SqlUpdate(
      """
      INSERT INTO item_view (item_id, day, person_id, kind, count)
      VALUES (:itemId, :day, :personId, 'collateral', 1)
      ON CONFLICT (item_id, day, person_id) DO UPDATE SET count = item_view.count + 1
      """)
  void count(UUID itemId, LocalDate day, UUID personId);
}
