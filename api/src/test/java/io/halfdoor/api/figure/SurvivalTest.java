package io.halfdoor.api.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.halfdoor.api.figure.Survival.Case;
import io.halfdoor.api.figure.Survival.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurvivalTest {

  /** Weeks in remission with 6-mercaptopurine (Freireich and others, 1963). */
  private static final Survival REMISSION =
      of("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+");

  /** Days; {@code +} is still open, {@code x} never. */
  private static Survival of(String cases) {
    return Survival.of(cases(cases));
  }

  private static List<Case> cases(String cases) {
    return Arrays.stream(cases.split(" "))
        .map(
            each ->
                new Case(
                    Duration.ofDays(Long.parseLong(each.replaceAll("\\D", ""))),
                    each.endsWith("+")
                        ? Fate.OPEN
                        : each.endsWith("x") ? Fate.NEVER : Fate.HAPPENED))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "5, 1",
    "6, 0.857",
    "7, 0.807",
    "9, 0.807",
    "10, 0.753",
    "13, 0.690",
    "16, 0.627",
    "22, 0.538",
    "23, 0.448",
    "35, 0.448",
  })
  void itIsTheEstimateOfKaplanAndMeierOfTheTextbooks(long week, double left) {
    assertThat(1 - REMISSION.happenedBy(Duration.ofDays(week))).isCloseTo(left, within(0.0005));
    assertThat(REMISSION.neverBy(Duration.ofDays(week))).isZero();
  }

  @Test
  void aQuantileIsTheFirstTimeThatComesToItAndAbsentWhereNoneDoes() {
    assertThat(REMISSION.by(0.5)).contains(Duration.ofDays(23));
    assertThat(REMISSION.by(0.25)).contains(Duration.ofDays(13));
    assertThat(REMISSION.by(0.85)).isEmpty();
    Survival placebo = of("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");
    assertThat(placebo.by(0.5)).contains(Duration.ofDays(8));
    assertThat(placebo.by(1)).contains(Duration.ofDays(23));
    assertThat(of("1 2").by(0.5)).contains(Duration.ofDays(1));
    assertThat(Survival.of(List.of()).by(0.5)).isEmpty();
    assertThat(of("3+ 4+").by(0.5)).isEmpty();
    assertThat(of("3x 4x").by(0.5)).isEmpty();
  }

  @Test
  void whatCannotHappenAnyMoreStaysInTheWhole() {
    Survival deals = of("10 15x 20 25+ 30x 40+ 45 60+");
    assertThat(deals.happenedBy(Duration.ofDays(10))).isEqualTo(0.125);
    assertThat(deals.happenedBy(Duration.ofDays(44))).isEqualTo(0.25);
    assertThat(deals.happenedBy(Duration.ofDays(60))).isEqualTo(0.484375);
    assertThat(deals.neverBy(Duration.ofDays(15))).isEqualTo(0.125);
    assertThat(deals.neverBy(Duration.ofDays(60))).isEqualTo(0.28125);
    assertThat(deals.by(0.5)).isEmpty();
  }

  @Test
  void theOrderOfTheCasesIsOfNoMatter() {
    List<Case> cases = new ArrayList<>(cases("6 6 6 6+ 7 9x 10 10+ 10x 13"));
    double happened = Survival.of(cases).happenedBy(Duration.ofDays(13));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(cases, new Random(seed));
      assertThat(Survival.of(cases).happenedBy(Duration.ofDays(13))).isEqualTo(happened);
    }
  }
}
