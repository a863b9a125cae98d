package io.halfdoor.api.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.halfdoor.api.figure.Change.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0.2065, 1",
    "0, 5, 0, 0.4345",
    "3, 5, 0.2307, 0.8824",
    "2, 10, 0.0567, 0.5098",
    "10, 1000, 0.0054, 0.0183",
    "1, 200, 0.0009, 0.0278"
  })
  void aShareHasTheIntervalOfWilson(long k, long n, double low, double high) {
    Interval interval = Interval.wilson(k, n);
    assertThat(interval.low()).isCloseTo(low, within(0.00005));
    assertThat(interval.high()).isCloseTo(high, within(0.00005));
  }

  @Test
  void nothingIsNotZeroPercent() {
    assertThat(Share.of(0, 0)).isEqualTo(new Share(0, 0, null, null));
    assertThat(Share.of(0, 5).share()).isZero();
    assertThatThrownBy(() -> Interval.wilson(3, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, UNCLEAR",
    "0, 3, UNCLEAR",
    "0, 4, RISING",
    "4, 11, UNCLEAR",
    "5, 20, RISING",
    "20, 5, FALLING",
    "0, 0, UNCLEAR",
    "100, 110, UNCLEAR"
  })
  void onlyWhatIsMoreThanChanceRisesOrFalls(long before, long now, Direction direction) {
    assertThat(Change.of(before, now).direction()).isEqualTo(direction);
  }

  @Test
  void aRatioHasBoundsOnBothSidesButWhereItWasNothingBefore() {
    Change twice = Change.of(1, 2);
    assertThat(twice.ratio()).isEqualTo(2.0);
    assertThat(twice.low()).isCloseTo(0.262, within(0.001));
    assertThat(twice.high()).isCloseTo(15.23, within(0.05));
    Change fresh = Change.of(0, 4);
    assertThat(fresh.ratio()).isNull();
    assertThat(fresh.high()).isNull();
    assertThat(fresh.low()).isGreaterThan(1);
  }
}
