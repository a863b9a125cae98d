package io.halfdoor.api.meaning;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface VectorStore {

  /** The vectors of those of these texts that have one, by the hashes of the texts. */
  @SqlQuery(
      """
      SELECT sha256, vector FROM passage_vector
      WHERE model = :model AND sha256 = ANY (:sha256s)
      """)
  @KeyColumn("sha256")
  @ValueColumn("vector")
  Map<String, byte[]> find(String model, Collection<String> sha256s);

  @SqlBatch(
      """
      INSERT INTO passage_vector (model, sha256, vector) VALUES (:model, :sha256, :vector)
      ON CONFLICT DO NOTHING
      """)
  void insert(String model, List<String> sha256, List<byte[]> vector);

  /** Asks for the vectors of texts, unless they are asked for already: for how many it does. */
  @SqlUpdate(
      """
      INSERT INTO passage_waiting (model, sha256, text, failures, due_at)
      SELECT :model, asked.sha256, asked.text, 0, :now
      FROM unnest(CAST(:sha256s AS text[]), CAST(:texts AS text[])) AS asked (sha256, text)
      WHERE NOT EXISTS
        (SELECT FROM passage_vector WHERE model = :model AND sha256 = asked.sha256)
      ON CONFLICT DO NOTHING
      """)
  int ask(String model, List<String> sha256s, List<String> texts, Instant now);

  /** Takes the first of those that are due, which nobody else takes before they are due again. */
  @SqlQuery(
      """
      UPDATE passage_waiting SET due_at = :until
      WHERE model = :model AND sha256 IN (
        SELECT sha256 FROM passage_waiting WHERE model = :model AND due_at <= :now
        ORDER BY number LIMIT :most FOR UPDATE SKIP LOCKED)
      RETURNING sha256, text, failures
      """)
  List<WaitingPassage> take(String model, Instant now, Instant until, int most);

  @SqlUpdate("DELETE FROM passage_waiting WHERE model = :model AND sha256 = ANY (:sha256s)")
  void remove(String model, Collection<String> sha256s);

  /** Gives back what was taken and not begun. */
  @SqlUpdate(
      """
      UPDATE passage_waiting SET due_at = :now
      WHERE model = :model AND sha256 = ANY (:sha256s)
      """)
  void giveBack(String model, Collection<String> sha256s, Instant now);

  @SqlUpdate(
      """
      UPDATE passage_waiting SET failures = failures + 1, due_at = :dueAt
      WHERE model = :model AND sha256 = :sha256
      """)
  void putOff(String model, String sha256, Instant dueAt);

  /** The hash of one that is due. */
  @SqlQuery(
      "SELECT sha256 FROM passage_waiting WHERE model = :model AND due_at <= :now ORDER BY number LIMIT 1")
  Optional<String> firstDue(String model, Instant now);

  /** The number of the first that has not failed. */
  @SqlQuery(
      "SELECT number FROM passage_waiting WHERE model = :model AND failures = 0 ORDER BY number LIMIT 1")
  Optional<Long> first(String model);

  /** How many wait, and how many of them have failed. */
  @SqlQuery(
      """
      SELECT count(*) AS waiting, count(*) FILTER (WHERE failures > 0) AS failing
      FROM passage_waiting WHERE model = :model
      """)
  Queue queue(String model);

  /** How many wait, and how many of them have failed. */
  record Queue(long waiting, long failing) {}
}
