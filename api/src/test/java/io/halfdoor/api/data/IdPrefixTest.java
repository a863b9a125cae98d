package io.halfdoor.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdPrefixTest {

  private static final IdPrefix COL = new IdPrefix("col");

  /** The examples that the TypeID specification gives for its encoding. */
  @Test
  void theTextIsThatOfTypeId() {
    IdPrefix prefix = new IdPrefix("prefix");

    assertThat(prefix.text(UUID.fromString("0188bac7-4afa-78aa-bc3b-bd1eef28d881")))
        .isEqualTo("prefix_01h2xcejqtf2nbrexx3vqjhp41");
    assertThat(prefix.text(new UUID(0, 0))).isEqualTo("prefix_00000000000000000000000000");
    assertThat(prefix.text(new UUID(-1, -1))).isEqualTo("prefix_7zzzzzzzzzzzzzzzzzzzzzzzzz");
  }

  @Test
  void everyIdComesBackFromItsText() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      assertThat(COL.parse(COL.text(id))).contains(id);
    }
  }

  @Test
  void textsSortAsTheIdsDoInTheDatabase() {
    Random random = new Random(7);
    Stream<UUID> unsorted = Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()));

    assertThat(unsorted.limit(1_000).sorted(IdPrefixTest::asPostgresSorts).map(COL::text))
        .isSorted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "col",
        "col_",
        "01h2xcejqtf2nbrexx3vqjhp41",
        "req_01h2xcejqtf2nbrexx3vqjhp41",
        "COL_01h2xcejqtf2nbrexx3vqjhp41",
        "col_01H2XCEJQTF2NBREXX3VQJHP41",
        "col-01h2xcejqtf2nbrexx3vqjhp41",
        "col_01h2xcejqtf2nbrexx3vqjhp4",
        "col_01h2xcejqtf2nbrexx3vqjhp411",
        "col_81h2xcejqtf2nbrexx3vqjhp41",
        "col_01h2xcejqtf2nbrexx3vqjhp4i",
        "col_01h2xcejqtf2nbrexx3vqjhp4l",
        "col_01h2xcejqtf2nbrexx3vqjhp4o",
        "col_01h2xcejqtf2nbrexx3vqjhp4u",
        " col_01h2xcejqtf2nbrexx3vqjhp41",
        "col_01h2xcejqtf2nbrexx3vqjhp4\u0661",
        "col_0188bac7-4afa-78aa-bc3b-bd",
        "collateral_01h2xcejqtf2nbrexx3vqjhp41"
      })
  void whatIsNotAnIdIsNoId(String text) {
    assertThat(COL.parse(text)).isEmpty();
  }

  @Test
  void aPrefixIsAFewLowerCaseLetters() {
    assertThatThrownBy(() -> new IdPrefix("Col_"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Col_");
  }

  private static int asPostgresSorts(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }
}
