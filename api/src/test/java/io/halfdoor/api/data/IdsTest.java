package io.halfdoor.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IdsTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T10:15:30.123Z"));
  private final Ids ids = new Ids(now::get, new SecureRandom());

  @Test
  void anIdIsAVersion7UuidOfItsMillisecond() {
    UUID id = ids.next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(Ids.madeAt(id)).isEqualTo(now.get());
    assertThat(Ids.madeAt(UUID.randomUUID())).isEqualTo(Instant.EPOCH);
  }

  @Test
  void manyIdsOfOneMillisecondStillGrow() {
    List<UUID> made = made(10_000);

    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(millis(made.getLast()) - millis(made.getFirst())).isBetween(1L, 4L);
  }

  @Test
  void aClockThatStepsBackDoesNotBringIdsBack() {
    UUID before = ids.next();
    now.updateAndGet(instant -> instant.minusSeconds(3600));

    assertThat(ids.next()).isGreaterThan(before);
  }

  @Test
  void noTwoThreadsGetTheSameIdAndEachSeesItsOwnGrow() throws Exception {
    List<UUID> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<List<UUID>> maker = () -> made(5_000);
      for (Future<List<UUID>> made : threads.invokeAll(List.of(maker, maker, maker, maker))) {
        assertThat(made.get()).isSorted();
        all.addAll(made.get());
      }
    }
    assertThat(all).hasSize(20_000).doesNotHaveDuplicates();
  }

  private List<UUID> made(int count) {
    List<UUID> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(ids.next());
    }
    return made;
  }

  private static long millis(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }
}
