package io.halfdoor.api.objection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MatchingTest {

  private static final double LIKE = Matching.BY_WORDS.like();
  private static final double AHEAD = Matching.BY_WORDS.ahead();

  private static final double STEP = 0.001;

  @Test
  void theLikestIsTheMatchWhereItIsLikeEnoughAndFarEnoughAhead() {
    List<Likely> likest = like(LIKE, LIKE - AHEAD - STEP, 0.1);

    Matched matched = Matching.decide(likest);

    assertThat(matched.match()).isEqualTo(likest.getFirst());
    assertThat(matched.runnersUp()).isEqualTo(likest.subList(1, 3));
    assertThat(matched.best()).isEqualTo(likest.getFirst());
  }

  @Test
  void whatStandsAloneIsTheMatchWhereItIsLikeEnough() {
    assertThat(Matching.decide(like(LIKE)).match()).isNotNull();
  }

  @Test
  void whatIsNotLikeEnoughIsNoMatchThoughItIsFarAhead() {
    List<Likely> likest = like(LIKE - STEP, 0.01);

    Matched matched = Matching.decide(likest);

    assertThat(matched.match()).isNull();
    assertThat(matched.runnersUp()).isEqualTo(likest);
    assertThat(matched.best()).isEqualTo(likest.getFirst());
  }

  @Test
  void ofTwoThatAreAboutAsLikeNeitherIsTheMatch() {
    List<Likely> likest = like(0.9, 0.9 - AHEAD + STEP);

    assertThat(Matching.decide(likest)).isEqualTo(new Matched(null, likest));
  }

  @Test
  void whatIsLikeNothingHasNoRunnersUp() {
    Matched nothing = Matching.decide(List.of());

    assertThat(nothing).isEqualTo(new Matched(null, List.of()));
    assertThat(nothing.best()).isNull();
  }

  @Test
  void whereMeaningCountsALikenessHasToBeHigher() {
    double between = (LIKE + Matching.BY_MEANING.like()) / 2;
    Likely meant =
        new Likely(UUID.randomUUID(), "It is dear", between, true, "too dear", List.of("dear"));

    assertThat(Matching.decide(List.of(meant)).match()).isNull();
    assertThat(Matching.decide(like(between)).match()).isNotNull();
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
                new Likely(
                    UUID.randomUUID(), "It is dear", likeness, false, "too dear", List.of("dear")))
        .toList();
  }
}
