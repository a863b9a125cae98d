package io.halfdoor.api.file;

import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface FileStore {

  @SqlUpdate(
      """
      INSERT INTO file (sha256, size, stored_at) VALUES (:sha256, :size, :storedAt)
      ON CONFLICT DO NOTHING
      """)
  void insert(@BindMethods StoredFile file);

  /** Up to that many files after a hash (from the first where it is empty), in their order. */
  @SqlQuery(
      """
      SELECT sha256, size, stored_at FROM file WHERE sha256 > :after ORDER BY sha256 LIMIT :limit
      """)
  List<StoredFile> after(String after, int limit);

  @SqlQuery("SELECT EXISTS (SELECT FROM file WHERE sha256 = :sha256)")
  boolean has(String sha256);

  @SqlUpdate("DELETE FROM file WHERE sha256 = :sha256")
  void remove(String sha256);
}
