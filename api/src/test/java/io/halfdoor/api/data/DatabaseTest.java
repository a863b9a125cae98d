package io.halfdoor.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.json.Json;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  public record Sample(
      UUID id,
      Instant createdAt,
      List<String> labels,
      Set<UUID> people,
      @Json Map<String, Integer> counts,
      Kind kind,
      Optional<String> note) {}

  public enum Kind {
    ONE_PAGER
  }

  interface SampleStore {
    @SqlUpdate(
        "INSERT INTO sample (id, created_at, labels, people, counts, kind, note) VALUES (:id, :createdAt, :labels, :people, :counts, :kind, :note)")
    void insert(@BindMethods Sample sample);

    @SqlQuery(
        "SELECT id, created_at, labels, people, counts, kind, note FROM sample WHERE id = :id")
    Optional<Sample> find(UUID id);
  }

  @BeforeAll
  static void makeTable() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "CREATE TABLE sample (id uuid PRIMARY KEY, created_at timestamptz, labels text[], people uuid[], counts jsonb, kind text CHECK (kind = 'onePager'), note text)"));
  }

  @Test
  void aRecordGoesInAndComesOutAsItWas() {
    SampleStore store = database.jdbi().onDemand(SampleStore.class);
    Sample sample =
        new Sample(
            UUID.randomUUID(),
            Instant.parse("2026-03-29T01:30:00.123456Z"),
            List.of("industry:retail", "with \"quotes\", and {braces}"),
            Set.of(UUID.randomUUID(), UUID.randomUUID()),
            Map.of("views", 3),
            Kind.ONE_PAGER,
            Optional.empty());

    store.insert(sample);

    assertThat(store.find(sample.id())).contains(sample);
    assertThat(store.find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void aFailedTransactionLeavesNothing() {
    UUID id = UUID.randomUUID();

    assertThatThrownBy(
            () ->
                database
                    .transactions()
                    .useTransaction(
                        handle -> {
                          handle.execute("INSERT INTO sample (id) VALUES (?)", id);
                          throw new IllegalStateException("no");
                        }))
        .isExactlyInstanceOf(IllegalStateException.class);

    assertThat(database.jdbi().onDemand(SampleStore.class).find(id)).isEmpty();
  }

  @Test
  void aTransactionThatTakesTooLongIsEndedAndSaysSo() {
    assertThatThrownBy(
            () ->
                database
                    .transactions()
                    .useTransaction(
                        handle -> {
                          // A running clock is not set anew, only stopped and started.
                          handle.execute("SET LOCAL transaction_timeout = 0");
                          handle.execute("SET LOCAL transaction_timeout = '50ms'");
                          handle.execute("SELECT pg_sleep(5)");
                        }))
        .isInstanceOf(DatabaseAway.class);
  }

  @Test
  void everySessionHasItsLimitsAndALookHasNone() {
    String inTransaction = database.transactions().inTransaction(DatabaseTest::limits);
    String looking = database.transactions().read(DatabaseTest::limits);
    String alone = database.jdbi().withHandle(DatabaseTest::limits);

    assertThat(inTransaction).isEqualTo("5s 3s");
    assertThat(looking).isEqualTo("0 3s");
    assertThat(alone).isEqualTo("5s 3s");
  }

  private static String limits(Handle handle) {
    return handle
        .createQuery(
            "SELECT current_setting('transaction_timeout') || ' ' || current_setting('lock_timeout')")
        .mapTo(String.class)
        .one();
  }

  @Test
  void aLookCannotWrite() {
    assertThatThrownBy(
            () ->
                database
                    .transactions()
                    .read(handle -> handle.execute("INSERT INTO sample (id) VALUES (uuidv7())")))
        .hasMessageContaining("read-only transaction");
  }

  @Test
  void aMistakeOfOursIsNotTakenForAnAbsentDatabase() {
    assertThatThrownBy(() -> database.transactions().useTransaction(h -> h.execute("SELEC")))
        .isNotInstanceOf(DatabaseAway.class);
  }

  @Test
  void brokenSessionsAreReplaced() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"));

    for (int i = 0; i < 20; i++) {
      try {
        database.transactions().useTransaction(handle -> handle.execute("SELECT 1"));
      } catch (DatabaseAway once) {
        // each broken session may be noticed once
      }
    }

    assertThat(database.database().answers()).isTrue();
    database.transactions().useTransaction(handle -> handle.execute("SELECT 1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres://localhost/x", "jdbc:h2:mem:x", "localhost"})
  void aUrlOfSomethingElseIsRefused(String url) {
    assertThatThrownBy(
            () ->
                Database.open(
                    TestServer.scratch("refused"), new DatabaseConfig(url, null, null, 4)))
        .isInstanceOf(OpeningRefused.class)
        .hasMessageContaining("HALFDOOR_DATABASE_URL must begin with jdbc:postgresql:");
  }

  @Test
  void aServerThatIsNotThereIsRefusedAndTheHomeIsFreeAgain() {
    DatabaseConfig nowhere = new DatabaseConfig("jdbc:postgresql://127.0.0.1:1/x", "u", "p", 4);

    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThatThrownBy(() -> Database.open(TestServer.scratch("refused"), nowhere))
          .isInstanceOf(OpeningRefused.class)
          .hasMessageContaining("The database jdbc:postgresql://127.0.0.1:1/x cannot be reached");
    }
  }

  @Test
  void aConfigurationDoesNotShowItsPassword() {
    assertThat(new DatabaseConfig("jdbc:postgresql://db/x?password=s3cret", "me", "s3cret", 4))
        .hasToString("jdbc:postgresql://db/x");
  }
}
