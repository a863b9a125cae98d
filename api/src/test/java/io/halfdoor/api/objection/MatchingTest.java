package io.halfdoor.api.objection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MatchingTest {

  private static final double STEP = 0.001;

  @Test
  void theLikestIsTheMatchWhereItIsLikeEnoughAndFarEnoughAhead() {
    List<Likely> likest = like(Matching.LIKE, Matching.LIKE - Matching.AHEAD - STEP, 0.1);

    Matched matched = Matching.decide(likest);

    assertThat(matched.match()).isEqualTo(likest.getFirst());
    assertThat(matched.runnersUp()).isEqualTo(likest.subList(1, 3));
    assertThat(matched.best()).isEqualTo(likest.getFirst());
  }

  @Test
  void whatStandsAloneIsTheMatchWhereItIsLikeEnough() {
    assertThat(Matching.decide(like(Matching.LIKE)).match()).isNotNull();
  }

  @Test
  void whatIsNotLikeEnoughIsNoMatchThoughItIsFarAhead() {
    List<Likely> likest = like(Matching.LIKE - STEP, 0.01);

    Matched matched = Matching.decide(likest);

    assertThat(matched.match()).isNull();
    assertThat(matched.runnersUp()).isEqualTo(likest);
    assertThat(matched.best()).isEqualTo(likest.getFirst());
  }

  @Test
  void ofTwoThatAreAboutAsLikeNeitherIsTheMatch() {
    List<Likely> likest = like(0.9, 0.9 - Matching.AHEAD + STEP);

    assertThat(Matching.decide(likest)).isEqualTo(new Matched(null, likest));
  }

  @Test
  void whatIsLikeNothingHasNoRunnersUp() {
    Matched nothing = Matching.decide(List.of());

    assertThat(nothing).isEqualTo(new Matched(null, List.of()));
    assertThat(nothing.best()).isNull();
  }

  @Test
  void noMoreThanThreeRunUpHoweverManyAreLike() {
    List<Likely> likest = like(0.2, 0.2, 0.2, 0.2);

    assertThat(Matching.decide(likest).runnersUp()).isEqualTo(likest.subList(0, 3));
    assertThat(Matching.decide(like(0.9, 0.2, 0.2, 0.2)).unsure().runnersUp()).hasSize(3);
  }

  private static List<Likely> like(double... likenesses) {
    return DoubleStream.of(likenesses)
        .mapToObj(
            likeness ->
                new Likely(UUID.randomUUID(), "It is dear", likeness, "too dear", List.of("dear")))
        .toList();
  }
}
