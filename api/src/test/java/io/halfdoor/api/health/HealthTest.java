package io.halfdoor.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.api.health.Check.Result;
import io.halfdoor.api.health.Check.State;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthTest {

  private static final long MEBIBYTE = 1 << 20;

  @Test
  void itIsAsBadAsTheWorstOfIt() {
    try (Health health = new Health()) {
      health.add(new Check("one", Result::well));
      assertThat(health.report().state()).isEqualTo(State.WELL);
    }
    try (Health health = new Health()) {
      health.add(new Check("one", Result::well));
      health.add(new Check("two", () -> Result.failing("Two is away.")));
      health.add(new Check("three", () -> Result.strained("Three is slow.")));
      assertThat(health.report().state()).isEqualTo(State.FAILING);
      assertThat(health.report().words()).isEqualTo("Two is away. Three is slow.");
    }
  }

  @Test
  void aCheckThatThrowsOrHangsIsFailingAndSaysNothingOfItsInside() {
    CountDownLatch never = new CountDownLatch(1);
    try (Health health = new Health()) {
      health.add(
          new Check(
              "throws",
              () -> {
                throw new IllegalStateException("secret");
              }));
      health.add(
          new Check(
              "hangs",
              () -> {
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return Result.well();
              }));
      health.add(new Check("well", Result::well));
      Report report = health.report();
      assertThat(report.checks())
          .extracting(Report.Line::state)
          .containsExactly(State.FAILING, State.FAILING, State.WELL);
      assertThat(report.words()).doesNotContain("secret").contains("within 3 s");
    }
  }

  @Test
  void manyWhoAskAtOnceAreOneLook() {
    AtomicInteger looks = new AtomicInteger();
    try (Health health = new Health()) {
      health.add(
          new Check(
              "counted",
              () -> {
                looks.incrementAndGet();
                return Result.well();
              }));
      for (int i = 0; i < 50; i++) {
        health.report();
      }
      assertThat(looks.get()).isBetween(1, 5);
    }
  }

  @Test
  void aServerThatStopsIsNotReady() {
    try (Health health = new Health()) {
      health.stopping();
      assertThat(health.report().state()).isEqualTo(State.FAILING);
      assertThat(health.report().words()).contains("stopped");
    }
  }

  @Test
  void aDiskIsToldToBeTightBeforeItIsFull() {
    assertThat(Disk.result(100_000 * MEBIBYTE)).isEqualTo(Result.well());
    assertThat(Disk.result(1_000 * MEBIBYTE).state()).isEqualTo(State.STRAINED);
    assertThat(Disk.result(100 * MEBIBYTE).state()).isEqualTo(State.FAILING);
    assertThat(Disk.result(100 * MEBIBYTE).detail()).contains("100 MiB left", "make room");
    assertThat(Disk.of(Path.of("/nowhere/at/all")).look().get().state()).isEqualTo(State.FAILING);
  }
}
