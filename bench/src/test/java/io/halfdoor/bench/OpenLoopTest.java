package io.halfdoor.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  /** Of a hundred a second, forty come due while a server stands still for 0.4 s. */
  @Test
  void whoComesDueDuringAStallIsCountedAsWaiting() {
    CountDownLatch over = new CountDownLatch(1);
    OpenLoop.Times times =
        OpenLoop.run(
            100,
            Duration.ofSeconds(1),
            (number, due) -> {
              if (number == 0) {
                assertThat(over.await(400, TimeUnit.MILLISECONDS)).isFalse();
                over.countDown();
              }
              over.await();
            });
    assertThat(times.count()).isEqualTo(100);
    assertThat(times.failures()).isZero();
    assertThat(times.millis(100)).isGreaterThan(400);
    assertThat(times.millis(70)).as("of thirty and more, who waited longer").isGreaterThan(80);
  }

  @Test
  void whatFailsIsCountedApart() {
    OpenLoop.Times times =
        OpenLoop.run(
            1_000,
            Duration.ofMillis(100),
            (number, due) -> {
              if (number % 10 == 0) {
                throw new IOException("refused");
              }
            });
    assertThat(times.count()).isEqualTo(90);
    assertThat(times.failures()).isEqualTo(10);

    assertThatThrownBy(
            () ->
                OpenLoop.run(
                    1_000,
                    Duration.ofMillis(10),
                    (number, due) -> {
                      throw new IOException("refused");
                    }))
        .hasMessage("Every request failed")
        .hasRootCauseMessage("refused");
  }
}
