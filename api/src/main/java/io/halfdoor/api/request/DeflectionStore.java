package io.halfdoor.api.request;

import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface DeflectionStore {

  @SqlUpdate(
      """
      INSERT INTO deflection (id, person_id, title, details, kind, item_id, at)
      VALUES (:id, :personId, :title, :details, :kind, :itemId, :at)
      """)
  void insert(@BindMethods Deflection deflection);
}
