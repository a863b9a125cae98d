package io.halfdoor.api.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against figures worked out by hand, with log2(2) = 1, log2(3) = 1.58496 and log2(4) = 2. */
class GradesTest {

  private static final Grades GRADES = new Grades(Map.of("best", 3, "good", 1, "wrong", 0));

  @Test
  void gainIsTheGradeDiscountedByThePlaceOverThatOfTheBestOrder() {
    // The best order gains 3/1 + 1/1.58496 = 3.63093.
    assertThat(GRADES.ndcg(List.of("best", "good"))).isEqualTo(1);
    // 1/1 + 3/2 = 2.5
    assertThat(GRADES.ndcg(List.of("good", "wrong", "best"))).isCloseTo(0.68853, within(1e-5));
    // 3/1.58496 = 1.89279
    assertThat(GRADES.ndcg(List.of("unknown", "best"))).isCloseTo(0.52130, within(1e-5));
    assertThat(GRADES.ndcg(List.of("wrong"))).isZero();
    assertThat(GRADES.ndcg(List.of())).isZero();
  }

  @Test
  void recallIsTheShareOfWhatIsRightWhateverItsGradeAndPlace() {
    assertThat(GRADES.recall(List.of("wrong", "good"))).isEqualTo(0.5);
    assertThat(GRADES.recall(List.of("wrong", "good", "best"))).isEqualTo(1);
    assertThat(GRADES.recall(List.of("wrong"))).isZero();
  }

  @Test
  void theReciprocalRankIsOfTheFirstThatIsRight() {
    assertThat(GRADES.reciprocalRank(List.of("good", "best"))).isEqualTo(1);
    assertThat(GRADES.reciprocalRank(List.of("a", "wrong", "c", "good", "best"))).isEqualTo(0.25);
    assertThat(GRADES.reciprocalRank(List.of("wrong"))).isZero();
  }

  @Test
  void tenAreShownAndAHundredFound() {
    assertThat(GRADES.reciprocalRank(after(9, "best"))).isEqualTo(0.1);
    assertThat(GRADES.reciprocalRank(after(10, "best"))).isZero();
    // 3/log2(11) = 3/3.45943 = 0.86719
    assertThat(GRADES.ndcg(after(9, "best"))).isCloseTo(0.23884, within(1e-5));
    assertThat(GRADES.ndcg(after(10, "best"))).isZero();
    assertThat(GRADES.recall(after(99, "best"))).isEqualTo(0.5);
    assertThat(GRADES.recall(after(100, "best"))).isZero();
  }

  @Test
  void theBestOrderEndsAfterTenToo() {
    Map<String, Integer> many = new HashMap<>();
    IntStream.range(0, 30).forEach(i -> many.put("right " + i, 1));
    List<String> ten = IntStream.range(0, 10).mapToObj(i -> "right " + i).toList();
    assertThat(new Grades(many).ndcg(ten)).isEqualTo(1);
    assertThat(new Grades(many).recall(ten)).isCloseTo(1 / 3.0, within(1e-9));
  }

  @Test
  void whereNothingIsRightAllIsZero() {
    for (Grades none :
        List.of(new Grades(Map.of()), new Grades(Map.of("a", 0)), new Grades(Map.of("a", -2)))) {
      assertThat(none.isRightForAny()).isFalse();
      assertThat(none.ndcg(List.of("a"))).isZero();
      assertThat(none.recall(List.of("a"))).isZero();
      assertThat(none.reciprocalRank(List.of("a"))).isZero();
    }
    assertThat(GRADES.isRightForAny()).isTrue();
  }

  private static List<String> after(int others, String document) {
    List<String> found =
        new ArrayList<>(IntStream.range(0, others).mapToObj(i -> "other " + i).toList());
    found.add(document);
    return found;
  }
}
