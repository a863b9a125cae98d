package io.halfdoor.api.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

  @Test
  void everyPositionComesBackFromItsText() {
    for (Position position :
        List.of(
            Position.START,
            new Position(1, 0, 0),
            new Position(12, 755, 31),
            new Position(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE))) {
      assertThat(Position.parse(position.toString())).contains(position);
    }
    assertThat(new Position(12, 755, 31)).hasToString("c-2f3-1f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1-2",
        "1-2-3-4",
        "1-2-",
        " 1-2-3",
        "1-2-3\n",
        "01-2-3",
        "1-02-3",
        "1-2-G",
        "1-2-A",
        "-1-2-3",
        "1--2-3",
        "0-2-3",
        "80000000-2-3",
        "1-8000000000000000-3",
        "1-2-10000000000000000",
        "1-2-\u0663"
      })
  void whatIsNotAPositionIsNone(String text) {
    assertThat(Position.parse(text)).isEmpty();
  }

  @Test
  void theEpochGoesBeforeTheTransactionAndThatBeforeTheRow() {
    assertThat(
            List.of(
                Position.START,
                new Position(1, 0, 0),
                new Position(1, 5, 9),
                new Position(1, 6, 1),
                new Position(1, 6, 2),
                new Position(2, 1, 1)))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(new Position(1, 6, 1).isAfter(new Position(1, 6, 1))).isFalse();
  }

  @Test
  void aPositionIsNeverNegative() {
    assertThatThrownBy(() -> new Position(1, -1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
