package io.halfdoor.api.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.finder.Notes.Written;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IndexTest {

  @RegisterExtension
  static final TestHalfdoor halfdoor =
      new TestHalfdoor().withKinds(Notes::kinds).with("search.commitEvery", "100ms");

  private final TestClient admin = halfdoor.admin();
  private Notes notes;

  @BeforeEach
  void openNotes() {
    notes = new Notes(halfdoor.database());
  }

  @AfterEach
  void closeNotes() {
    notes.close();
  }

  private JsonNode status() {
    return halfdoor.admin().get("/index").expect(200).json();
  }

  private JsonNode verified() {
    return halfdoor.admin().post("/index/verifications", null).expect(200).json();
  }

  private int count(String q, String after) {
    return halfdoor
        .admin()
        .get("/search?limit=0&q=" + q + (after == null ? "" : "&after=" + after))
        .expect(200)
        .json()
        .at("/total/count")
        .asInt();
  }

  private void rebuild() {
    String id = halfdoor.admin().post("/index/rebuilds", null).expect(202).id();
    JsonNode logged = halfdoor.admin().get("/activity?limit=1").json().at("/items/0");
    assertThat(logged.get("kind").asText()).isEqualTo("rebuild");
    assertThat(logged.get("item").asText()).isEqualTo(id);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        halfdoor
                            .admin()
                            .get("/index/rebuilds/" + id)
                            .expect(200)
                            .json()
                            .get("state")
                            .asText())
                    .isEqualTo("done"));
  }

  private static Path folder() {
    return halfdoor.database().home().resolve("server").resolve("index");
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }

  @Test
  void theStatusTellsWhatIsThereAndWhereItIs() {
    Written note = notes.add("Status", "of the index", "everyone");
    count("status", note.position());
    await().untilAsserted(() -> assertThat(status().get("lagMs").asLong()).isZero());
    JsonNode status = status();
    assertThat(status.get("state").asText()).isEqualTo("following");
    assertThat(status.get("ready").asBoolean()).isTrue();
    assertThat(status.get("entries").asInt()).isPositive();
    assertThat(status.get("bytes").asLong()).isPositive();
    assertThat(status.has("failure")).isFalse();
    await().untilAsserted(() -> assertThat(status().has("committedAt")).isTrue());
    for (String who : List.of("rep", "marketer", "leader")) {
      halfdoor.as(who).get("/index").expect(403);
      halfdoor.as(who).post("/index/rebuilds", null).expect(403);
      halfdoor.as(who).post("/index/verifications", null).expect(403);
    }
  }

  @Test
  void searchesAnswerInFullWhileTheIndexIsBuiltBesideThem() throws Exception {
    List<Written> added = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      added.add(notes.add("Rebuilding " + i, "beside the live one", "everyone"));
    }
    assertThat(count("rebuilding", added.getLast().position())).isEqualTo(150);
    Notes.READING.acquire(1_000); // nothing can be read: the rebuild stands still
    String id;
    try {
      TestClient once = admin.with("Idempotency-Key", "rebuild once");
      id = once.post("/index/rebuilds", null).expect(202).id();
      assertThat(once.post("/index/rebuilds", null).expect(202).id()).isEqualTo(id);
      assertThat(admin.get("/index/rebuilds/" + id).json().get("state").asText())
          .isEqualTo("running");
      admin.post("/index/rebuilds", null).expect(409);
      assertThat(count("rebuilding", null)).isEqualTo(150);
    } finally {
      Notes.READING.release(1_000);
    }
    AtomicBoolean isOver = new AtomicBoolean();
    AtomicInteger searches = new AtomicInteger();
    CompletableFuture<Void> searching =
        CompletableFuture.runAsync(
            () -> {
              while (!isOver.get()) {
                assertThat(count("rebuilding", null)).isEqualTo(150);
                searches.incrementAndGet();
              }
            });
    await()
        .untilAsserted(
            () ->
                assertThat(admin.get("/index/rebuilds/" + id).json().get("state").asText())
                    .isEqualTo("done"));
    for (int i = 0; i < 3; i++) {
      rebuild();
    }
    isOver.set(true);
    searching.get();
    assertThat(searches.get()).isPositive();
    Written changed = notes.set(added.getFirst().uuid(), "title", "Rebuilt");
    assertThat(count("rebuilt", changed.position())).isEqualTo(1);
    assertThat(verified().get("agrees").asBoolean()).isTrue();
    admin.get("/index/rebuilds/reb_01k9zq3v5sfgx8m2n4p6r8t0w2").expect(404);
  }

  @Test
  void whatIsWrittenDuringARebuildIsInTheNewIndex() throws Exception {
    Written kept = notes.add("Meanwhile kept", "before", "everyone");
    Written removed = notes.add("Meanwhile removed", "before", "everyone");
    assertThat(count("meanwhile", removed.position())).isEqualTo(2);
    Notes.READING.acquire(1_000);
    String id;
    try {
      id = admin.post("/index/rebuilds", null).expect(202).id();
      notes.set(kept.uuid(), "text", "changed meanwhile");
      notes.remove(removed.uuid());
      notes.add("Meanwhile added", "during", "everyone");
    } finally {
      Notes.READING.release(1_000);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(admin.get("/index/rebuilds/" + id).json().get("state").asText())
                    .isEqualTo("done"));
    Written last = notes.add("Meanwhile over", "after", "everyone");
    assertThat(count("meanwhile", last.position())).isEqualTo(3);
    assertThat(verified().get("agrees").asBoolean()).isTrue();
  }

  @Test
  void aVerificationFindsEachSortOfDifferenceAndARebuildMendsThem() {
    Written gone = notes.add("Tampered one", "deleted past the feed", "everyone");
    Written stale = notes.add("Tampered two", "changed past the feed", "everyone");
    Written fine = notes.add("Tampered three", "left alone", "everyone");
    assertThat(count("tampered", fine.position())).isEqualTo(3);
    assertThat(verified().get("agrees").asBoolean()).isTrue();

    UUID missing = UUID.randomUUID();
    notes.tamper("DELETE FROM note WHERE id = ?", gone.uuid());
    notes.tamper("UPDATE note SET version = version + 1 WHERE id = ?", stale.uuid());
    notes.tamper("UPDATE note SET text = 'other words' WHERE id = ?", fine.uuid());
    notes.tamper(
        "INSERT INTO note (id, title, text, audience) VALUES (?, 'Tampered four', '', '{everyone}')",
        missing);
    JsonNode report = verified();
    assertThat(report.get("agrees").asBoolean()).isFalse();
    assertThat(report.get("missing").toString())
        .isEqualTo("{\"count\":1,\"ids\":[\"" + Notes.IDS.text(missing) + "\"]}");
    assertThat(report.get("extra").toString())
        .isEqualTo("{\"count\":1,\"ids\":[\"" + gone.id() + "\"]}");
    assertThat(report.at("/stale/count").asInt()).isEqualTo(2);
    assertThat(report.at("/stale/ids"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(stale.id(), fine.id());
    assertThat(report.get("changing").asInt()).isZero();
    assertThat(report.get("inDatabase").asInt()).isEqualTo(report.get("inIndex").asInt());

    rebuild();
    assertThat(verified().get("agrees").asBoolean()).isTrue();
    assertThat(count("tampered", null)).isEqualTo(3);
  }

  @Test
  void aVerificationIsNotMisledByWhatIsWrittenMeanwhile() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              while (!isOver.get()) {
                Written note = notes.add("Busy", "written all the while", "everyone");
                notes.set(note.uuid(), "text", "changed");
                notes.set(note.uuid(), "text", "changed again");
                notes.remove(notes.add("Busy", "removed", "everyone").uuid());
              }
            });
    try {
      for (int i = 0; i < 5; i++) {
        JsonNode report = verified();
        assertThat(report.get("agrees").asBoolean()).as(report.toString()).isTrue();
      }
    } finally {
      isOver.set(true);
      writing.get();
    }
  }

  @Test
  void anItemThatCannotBeReadKeepsNobodyFromFindingTheOthers() {
    notes.add("Poisoned", "unreadable", "everyone");
    Written fine = notes.add("Poisoned not", "readable", "everyone");
    assertThat(count("poisoned", fine.position())).isEqualTo(1);
    rebuild();
    assertThat(count("poisoned", null)).isEqualTo(1);
    notes.tamper("DELETE FROM note WHERE text = 'unreadable'");
  }

  @Test
  void followingGoesOnWhenTheDatabaseComesBack() {
    for (int i = 0; i < 5; i++) {
      notes
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      """
                      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                      WHERE datname = current_database() AND pid <> pg_backend_pid()
                      """));
      await()
          .ignoreExceptions()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                Written note = notes.add("Resilient", "after the restart", "everyone");
                return count("resilient", note.position()) > 0;
              });
    }
    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(status().get("state").asText()).isEqualTo("following");
              assertThat(status().has("failure")).isFalse();
            });
    assertThat(verified().get("agrees").asBoolean()).isTrue();
  }

  @Test
  void aFolderThatIsLostWhileRunningIsNoticedAndBuiltAgain() {
    Written note = notes.add("Lost and found", "in a folder", "everyone");
    assertThat(count("lost", note.position())).isPositive();
    delete(folder());
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(folder()).isNotEmptyDirectory();
              assertThat(status().at("/lastRebuild/state").asText()).isEqualTo("done");
            });
    Written after = notes.add("Lost and found again", "in a new folder", "everyone");
    assertThat(count("lost", after.position())).isEqualTo(2);
    assertThat(verified().get("agrees").asBoolean()).isTrue();
    notes.remove(note.uuid());
    notes.remove(after.uuid());
  }

  @Test
  void aServerThatStartsWithoutItsFolderBuildsItAgain() throws Exception {
    Written note = notes.add("Folderless", "begun again", "everyone");
    count("folderless", note.position());
    halfdoor.stop();
    delete(folder());
    halfdoor.start();
    await().ignoreExceptions().until(() -> status().get("ready").asBoolean());
    assertThat(count("folderless", note.position())).isEqualTo(1);
    assertThat(verified().get("agrees").asBoolean()).isTrue();
  }

  @Test
  void aServerThatStartsWithAnOldIndexGoesOnFromThere() throws Exception {
    Written first = notes.add("Crashed one", "committed", "everyone");
    Written removed = notes.add("Crashed two", "removed later", "everyone");
    count("crashed", removed.position());
    rebuild(); // and so committed
    Path image = halfdoor.database().home().resolve("image");
    copy(folder(), image);
    notes.remove(removed.uuid());
    notes.set(first.uuid(), "text", "changed since");
    Written last = notes.add("Crashed three", "added since", "everyone");
    assertThat(count("crashed", last.position())).isEqualTo(2);
    halfdoor.stop();
    delete(folder());
    copy(image, folder());
    delete(image);
    halfdoor.start();
    assertThat(count("crashed", last.position())).isEqualTo(2);
    assertThat(status().has("lastRebuild")).isFalse();
    assertThat(verified().get("agrees").asBoolean()).isTrue();
  }

  @Test
  void anIndexOfAnEarlierEpochIsBuiltAgainAndItsPositionsAreGone() {
    Written note = notes.add("Epochal", "of an earlier life", "everyone");
    count("epochal", note.position());
    notes.tamper(
        """
        INSERT INTO feed_epoch (epoch, system_identifier, timeline, started_at)
        SELECT max(epoch) + 1, max(system_identifier), max(timeline), now() FROM feed_epoch
        """);
    await()
        .untilAsserted(() -> assertThat(status().get("position").asText()).doesNotStartWith("1-"));
    admin.get("/search?q=epochal&after=" + note.position()).expect(410);
    admin.get("/changes?after=" + note.position()).expect(410);
    Written next = notes.add("Epochal too", "of this life", "everyone");
    assertThat(count("epochal", next.position())).isEqualTo(2);
    assertThat(verified().get("agrees").asBoolean()).isTrue();
    notes.remove(note.uuid());
    notes.remove(next.uuid());
  }

  @Test
  void oldSearchesAreForgottenWithTheirClicks() {
    UUID old = UUID.randomUUID();
    notes.tamper(
        """
        INSERT INTO search_log VALUES (?, ?, now() - interval '90 days', 'old', '{}', 0, 0, false)
        """,
        old,
        old);
    notes.tamper("INSERT INTO search_click VALUES (?, ?, 'note', 1, now())", old, old);
    UUID recent = UUID.randomUUID();
    notes.tamper(
        """
        INSERT INTO search_log VALUES (?, ?, now() - interval '89 days', 'recent', '{}', 0, 0, false)
        """,
        recent,
        recent);
    halfdoor.clock().advance(Duration.ofHours(2));
    await().untilAsserted(() -> assertThat(rows("search_log WHERE q = 'old'")).isZero());
    assertThat(rows("search_click WHERE item_id = '" + old + "'")).isZero();
    assertThat(rows("search_log WHERE q = 'recent'")).isOne();
  }

  private int rows(String from) {
    return notes
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery("SELECT count(*) FROM " + from).mapTo(Integer.class).one());
  }
}
