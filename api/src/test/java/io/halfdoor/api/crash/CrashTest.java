package io.halfdoor.api.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.api.crash.Ledger.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What was acknowledged is there, once and whole, whatever moment the server and its database are
 * killed at; and the index says the same.
 *
 * <p>{@code -Dcrash.rounds=200} makes more rounds of it; {@code -Dcrash.seed=} makes the same
 * writes and waits again. A kill leaves in the system's cache what is not on the disk yet, so this
 * proves in which order things are written and how they recover, and not that the disk keeps them.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("servers that are processes")
class CrashTest {

  private static final int ROUNDS = Integer.getInteger("crash.rounds", 20);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final int CLIENTS = 4;

  @TempDir private Path folder;

  private final Random random = new Random(SEED);
  private final List<Writer> writers = new ArrayList<>();
  private final List<Long> startMillis = new ArrayList<>();

  @Test
  void whatWasAcknowledgedIsThereOnceAndWhole() throws Exception {
    System.out.printf("crash.seed=%d crash.rounds=%d%n", SEED, ROUNDS);
    for (int i = 1; i <= CLIENTS; i++) {
      Ledger ledger = new Ledger(folder.resolve("client" + i + ".jsonl"));
      writers.add(new Writer("client" + i, random.nextLong(), ledger));
    }
    try (ServerProcess server = ServerProcess.in(folder)) {
      Api api = server.start();
      Inspection inspection = new Inspection(api);
      for (int round = 1; round <= ROUNDS; round++) {
        killWhileWriting(server, api);
        startAgain(server);
        for (Writer writer : writers) {
          writer.comeBack(api);
        }
        inspect(inspection, server);
      }
      inspection.textsAreRead();
      inspection.contents(Ledger.present(acknowledged()).values());
      inspect(inspection, server);
    } catch (Exception | AssertionError e) {
      throw new AssertionError("-Dcrash.seed=" + SEED + ": " + e.getMessage(), e);
    }
    Collections.sort(startMillis);
    System.out.printf(
        "%d writes acknowledged, %d kills; ready again after %d ms (median), %d ms (longest)%n",
        acknowledged().size(),
        ROUNDS,
        startMillis.get(startMillis.size() / 2),
        startMillis.getLast());
  }

  private void killWhileWriting(ServerProcess server, Api api) throws Exception {
    AtomicBoolean killed = new AtomicBoolean();
    List<Future<?>> writing = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (Writer writer : writers) {
        writing.add(
            threads.submit(
                () -> {
                  writer.run(api);
                  assertThat(killed).as("killed, when writes are no longer taken").isTrue();
                  return null;
                }));
      }
      Thread.sleep(random.nextInt(200, 2_000));
      killed.set(true);
      server.kill();
    }
    for (Future<?> each : writing) {
      each.get();
    }
  }

  private void startAgain(ServerProcess server) throws Exception {
    if (random.nextInt(4) == 0) { // killed once more, while it recovers
      server.begin();
      Thread.sleep(random.nextInt(2_000));
      server.kill();
    }
    long begun = System.nanoTime();
    server.start();
    startMillis.add((System.nanoTime() - begun) / 1_000_000);
  }

  private void inspect(Inspection inspection, ServerProcess server) throws IOException {
    Map<String, Entry> present = Ledger.present(acknowledged());
    List<Entry> fresh = new ArrayList<>();
    for (Writer writer : writers) {
      fresh.addAll(Ledger.present(writer.ledger().fresh()).values());
    }
    inspection.items(present);
    inspection.contents(fresh);
    inspection.files(server.home().resolve("files"));
    inspection.index(
        present.size(), fresh.isEmpty() ? present.values().iterator().next() : fresh.getLast());
  }

  private List<Entry> acknowledged() throws IOException {
    List<Entry> all = new ArrayList<>();
    for (Writer writer : writers) {
      all.addAll(writer.ledger().all());
    }
    return all;
  }
}
