package io.halfdoor.api.text;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

interface TextStore {

  /** False when these bytes have been read, or are to be read, already. */
  @SqlUpdate(
      """
      INSERT INTO extraction (sha256, state, file_name) VALUES (:sha256, :state, :fileName)
      ON CONFLICT DO NOTHING
      """)
  boolean insert(String sha256, TextState state, @Nullable String fileName);

  @SqlBatch(
      """
      INSERT INTO passage (sha256, number, place, place_number, place_name, headings, text)
      VALUES (:sha256, :number, :place, :placeNumber, :placeName, :headings, :text)
      """)
  void insert(@BindMethods Collection<TextPassage> passages);

  @SqlQuery(
      """
      SELECT sha256, number, place, place_number, place_name, headings, text FROM passage
      WHERE sha256 = :sha256 AND number > :after
      ORDER BY number
      LIMIT :rows
      """)
  List<TextPassage> after(String sha256, int after, int rows);

  /** All passages of all of these, each in its order. */
  @SqlQuery(
      """
      SELECT sha256, number, place, place_number, place_name, headings, text FROM passage
      WHERE sha256 = ANY (:sha256s)
      ORDER BY sha256, number
      """)
  List<TextPassage> of(Collection<String> sha256s);

  @SqlQuery(
      "SELECT state AS text_state, reason AS text_reason FROM extraction WHERE sha256 = :sha256")
  Optional<TextStatus> find(String sha256);

  /** False when somebody else has read it meanwhile, or nobody wants it any more. */
  @SqlUpdate(
      """
      UPDATE extraction SET state = :state, reason = :reason, title = :title, author = :author,
        language = :language
      WHERE sha256 = :sha256 AND state = 'pending'
      """)
  boolean finish(@BindMethods Outcome outcome);

  /** Up to that many hashes after one (from the first where it is empty), in their order. */
  @SqlQuery("SELECT sha256 FROM extraction WHERE sha256 > :after ORDER BY sha256 LIMIT :limit")
  List<String> hashes(String after, int limit);

  /** With its passages. */
  @SqlUpdate("DELETE FROM extraction WHERE sha256 = :sha256")
  void remove(String sha256);

  /** The name that bytes were uploaded under which have not been read yet. */
  @SqlQuery("SELECT file_name FROM extraction WHERE sha256 = :sha256 AND state = 'pending'")
  Optional<String> pending(String sha256);
}
