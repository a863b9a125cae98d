package io.halfdoor.api.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.halfdoor.api.data.TestDatabase;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StoredFilesTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

  @TempDir Path home;
  private StoredFiles files;

  /**
   * What a feature refers to, as far as it is committed: in the database, so that it is seen so.
   */
  private ContentSweep sweep;

  @BeforeEach
  void open() throws IOException {
    files = new StoredFiles(home, database.jdbi());
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("DELETE FROM file");
              handle.execute("CREATE TABLE IF NOT EXISTS referring (sha256 text)");
              handle.execute("DELETE FROM referring");
            });
    sweep =
        new ContentSweep(
            database.transactions(),
            List.of(
                (transaction, sha256s) ->
                    transaction
                        .createQuery("SELECT sha256 FROM referring WHERE sha256 = ANY (:all)")
                        .bindArray("all", String.class, sha256s)
                        .mapTo(String.class)
                        .collect(Collectors.toSet())));
  }

  @Test
  void whatNobodyRefersToIsSweptAndTheRestIsNot() throws IOException {
    String kept = put("kept", true);
    String left = put("left", false);
    assertThat(files.path(kept)).hasContent("kept");
    assertThat(files.path(kept).toString())
        .endsWith("files/" + kept.substring(0, 2) + "/" + kept.substring(2, 4) + "/" + kept);
    assertThat(files.sweep(sweep, NOW)).isEqualTo(1);
    assertThat(files.path(kept)).hasContent("kept");
    assertThat(files.path(left)).doesNotExist();
    assertThat(hashes()).containsExactly(kept);
    assertThat(files.damaged()).isEmpty();
  }

  @Test
  void aFileOfATransactionThatWasRolledBackIsSwept() throws IOException {
    Incoming incoming = arrived("rolled back");
    assertThatThrownBy(
            () ->
                database
                    .transactions()
                    .useTransaction(
                        handle -> {
                          incoming.keep(handle, NOW);
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(files.path(incoming.sha256())).exists();
    assertThat(files.sweep(sweep, NOW)).isEqualTo(1);
    assertThat(files.path(incoming.sha256())).doesNotExist();
  }

  @Test
  void whatIsBeingRecordedIsNotSwept() throws Exception {
    String sha256 = put("the same bytes", false);
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch swept = new CountDownLatch(1);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<?> recording =
          other.submit(
              () -> {
                Incoming again = arrived("the same bytes");
                database
                    .transactions()
                    .useTransaction(
                        handle -> {
                          again.keep(handle, NOW);
                          locked.countDown();
                          swept.await();
                          handle.execute("INSERT INTO referring VALUES (?)", sha256);
                        });
                again.discard();
                return null;
              });
      locked.await();
      assertThat(files.sweep(sweep, NOW)).isZero();
      swept.countDown();
      recording.get();
    }
    assertThat(files.sweep(sweep, NOW)).isZero();
    assertThat(files.path(sha256)).hasContent("the same bytes");
  }

  @Test
  void uploadsAndSweepsAtOnceLoseNothingThatIsReferredTo() throws Exception {
    Set<String> recorded = ConcurrentHashMap.newKeySet();
    try (ExecutorService many = Executors.newFixedThreadPool(5)) {
      List<Future<?>> all =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(
                  writer ->
                      many.submit(
                          () -> {
                            for (int i = 0; i < 60; i++) {
                              String sha256 = put("bytes " + i % 5, i % 3 > 0);
                              if (i % 3 > 0) {
                                recorded.add(sha256);
                              }
                            }
                            return null;
                          }))
              .toList();
      Future<?> sweeping =
          many.submit(
              () -> {
                while (!all.stream().allMatch(Future::isDone)) {
                  files.sweep(sweep, NOW);
                }
                return null;
              });
      for (Future<?> each : all) {
        each.get();
      }
      sweeping.get();
    }
    files.sweep(sweep, NOW);
    assertThat(hashes()).containsExactlyInAnyOrderElementsOf(recorded);
    assertThat(files.damaged()).isEmpty();
  }

  @Test
  void whatWasOnItsWayForMoreThanADayIsSwept() throws IOException {
    Incoming stale = files.receive(100);
    Incoming fresh = files.receive(100);
    Files.setLastModifiedTime(stale.place(), FileTime.from(NOW.minus(Duration.ofHours(25))));
    Files.setLastModifiedTime(fresh.place(), FileTime.from(NOW.minus(Duration.ofHours(23))));
    files.sweep(sweep, NOW);
    assertThat(stale.place()).doesNotExist();
    assertThat(fresh.place()).exists();
    stale.discard();
    fresh.discard();
  }

  @Test
  void aFileThatIsMissingOrChangedIsFoundOut() throws IOException {
    String changed = put("changed", true);
    String missing = put("missing", true);
    put("sound", true);
    Files.writeString(files.path(changed), "Changed");
    Files.delete(files.path(missing));
    assertThat(files.damaged()).containsExactlyInAnyOrder(changed, missing);

    put("missing", true); // whoever has it still puts it in again
    assertThat(files.damaged()).containsExactly(changed);
  }

  @Test
  void aFullDiskIsToldAsOneAndNothingIsLeft() throws IOException {
    Path full = home.resolve("files/incoming/full.part");
    Files.createSymbolicLink(full, Path.of("/dev/full"));
    Incoming incoming = new Incoming(files, full, 1 << 20);
    assertThatThrownBy(() -> incoming.write(new byte[1_000]))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.STORAGE_FULL));
    incoming.discard();
    try (var left = Files.list(home.resolve("files/incoming"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void moreThanMayBeIsRefusedWhileItArrives() throws IOException {
    Incoming incoming = files.receive(10);
    incoming.write(new byte[10]);
    assertThatThrownBy(() -> incoming.write(1))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE));
    incoming.discard();
    assertThat(incoming.place()).doesNotExist();
  }

  private Incoming arrived(String text) throws IOException {
    Incoming incoming = files.receive(1_000);
    incoming.write(text.getBytes(UTF_8));
    incoming.close();
    return incoming;
  }

  private String put(String text, boolean refer) throws IOException {
    Incoming incoming = arrived(text);
    database
        .transactions()
        .useTransaction(
            handle -> {
              incoming.keep(handle, NOW);
              if (refer) {
                handle.execute("INSERT INTO referring VALUES (?)", incoming.sha256());
              }
            });
    incoming.discard();
    return incoming.sha256();
  }

  private static List<String> hashes() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT sha256 FROM file").mapTo(String.class).list());
  }
}
