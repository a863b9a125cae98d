package io.halfdoor.api.label;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface LabelStore {

  @SqlQuery(
      """
      SELECT key, version, name, "values", updated_at, updated_by FROM label ORDER BY key
      """)
  List<Label> all();

  @SqlQuery(
      """
      SELECT key, version, name, "values", updated_at, updated_by FROM label WHERE key = :key
      """)
  Optional<Label> find(String key);

  @SqlQuery(
      """
      SELECT key, version, name, "values", updated_at, updated_by FROM label WHERE key = ANY(:keys)
      """)
  List<Label> findAll(Collection<String> keys);

  /** False when the key is there already. */
  @SqlUpdate(
      """
      INSERT INTO label (key, version, name, "values", updated_at, updated_by)
      VALUES (:key, :version, :name, :values, :updatedAt, :updatedBy)
      ON CONFLICT DO NOTHING
      """)
  boolean insert(@BindMethods Label label);

  /** False when another writer got there first. */
  @SqlUpdate(
      """
      UPDATE label SET version = :version, name = :name, "values" = :values,
        updated_at = :updatedAt, updated_by = :updatedBy
      WHERE key = :key AND version = :version - 1
      """)
  boolean replace(@BindMethods Label label);
}
