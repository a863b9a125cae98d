package io.halfdoor.search;

import static io.halfdoor.search.Shelf.ids;
import static io.halfdoor.search.Shelf.item;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be typed. */
class QueryTextTest {

  @TempDir Path home;
  private Shelf shelf;

  @BeforeEach
  void open() {
    shelf = new Shelf(home);
    shelf.put(
        item("deck", "Pricing deck", "How to answer a price objection in retail.")
            .label("industry", "Retail", "Health care")
            .field("state", "published")
            .entry(),
        item("card", "Battle card", "A price list, and the objection to it.")
            .kind("battleCard")
            .label("industry", "Banking")
            .field("state", "draft")
            .entry(),
        item("study", "Case study: zebra", "Nothing but stripes.")
            .kind("caseStudy")
            .label("industry", "Banking")
            .audience("team:zoo")
            .label("habitat", "Savanna")
            .entry());
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  @Test
  void quotesAskForExactlyTheseWordsInThisOrder() {
    assertThat(shelf.ids("\"price objection\"")).containsExactly("deck");
    assertThat(shelf.ids("\"objection price\"")).isEmpty();
    assertThat(shelf.ids("\u201Cprice objections\u201D")).as("no other forms").isEmpty();
    assertThat(shelf.ids("\"hello.\"")).isEmpty();
    assertThat(shelf.ids("\"objection\" battle")).containsExactly("card");
    assertThat(shelf.ids("\"price objection")).as("a quote never closed").startsWith("deck");
  }

  @Test
  void minusLeavesOut() {
    assertThat(shelf.ids("objection -retail")).containsExactly("card");
    assertThat(shelf.ids("objection -\"price list\"")).containsExactly("deck");
    assertThat(shelf.ids("-retail")).containsExactly("card");
    assertThat(shelf.ids("objection -kind:deck")).containsExactly("card");
    assertThat(shelf.ids("objection - retail")).as("a dash").startsWith("deck");
  }

  @Test
  void namesOfFieldsAndLabelsAskForTheirValues() {
    assertThat(shelf.ids("industry:banking")).containsExactly("card");
    assertThat(shelf.ids("Industry:\"health CARE\" price")).containsExactly("deck");
    assertThat(shelf.ids("kind:battlecard")).containsExactly("card");
    assertThat(shelf.ids("state:draft objection")).containsExactly("card");
    assertThat(shelf.ids("title:pricing")).containsExactly("deck");
    assertThat(shelf.ids("industry:retail industry:banking"))
        .containsExactlyInAnyOrder("deck", "card");
    assertThat(shelf.ids("industry:retail state:draft")).isEmpty();
    assertThat(shelf.ids("nosuch:price")).as("not a field: words").isNotEmpty();
  }

  @Test
  void aFieldThatOnlyOthersItemsHaveIsJustText() {
    assertThat(shelf.ids("habitat:savanna price")).containsExactly("deck", "card");
    assertThat(ids(shelf.index.search(SearchRequest.of("habitat:savanna", Set.of("team:zoo")))))
        .containsExactly("study");
  }

  @Test
  void blankTextAsksForAllAndSignsAloneForNothing() {
    assertThat(shelf.ids("")).containsExactlyInAnyOrder("deck", "card");
    assertThat(shelf.ids(" \t\n\u3000")).containsExactlyInAnyOrder("deck", "card");
    assertThat(shelf.ids("?!")).isEmpty();
    assertThat(shelf.ids("\"\"")).isEmpty();
    assertThat(shelf.ids("\u0000")).isEmpty();
    assertThat(shelf.ids(" \u0001\u001f\u007f")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AND OR NOT",
        "title:",
        ":",
        "::",
        "-",
        "--",
        "-\"",
        "\"",
        "\"\"\"",
        "(price",
        "price)",
        "[* TO *]",
        "price~2 list^9",
        "*a*",
        "a*",
        "?",
        "/.*/",
        "\\",
        "price\\",
        "{!}",
        "\u0000\u0001\u001f",
        "\ud800",
        "\udc00x",
        "kind:",
        "kind:\"",
        "-kind:",
        "industry:::",
        "'",
        "’s",
        "a'",
        "_",
        "...",
        "🚀🚀",
        "مرحبا",
        "שלום",
        "title:\"pricing",
        "f.kind:deck",
        "v.kind:deck",
        "id:deck",
        "stem:price",
        "+price",
        "price && list",
        "SELECT 1; DROP TABLE",
        "<script>alert(1)</script>",
        "%00",
        "\u202Eabc",
        "-price -objection",
        "１２"
      })
  void anythingIsALegalQuery(String text) {
    SearchResult result =
        shelf.index.search(shelf.request(text).facets("kind", "industry", "nosuch"));
    assertThat(result.total().count()).isGreaterThanOrEqualTo(result.hits().size());
    assertThat(ids(result)).doesNotContain("study");
    assertThat(shelf.index.suggest(text, Shelf.EVERYONE, 5))
        .allMatch(suggestion -> !suggestion.text().text().contains("zebra"));
  }

  @Test
  void randomTextIsALegalQuery() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "ab1 :\"-*~^()[]{}\\/'.’_&+#价格é\u0301\ud83d\ude80\u0000\n";
    String[] pieces = {
      "kind:", "title:", "price", "\"price objection\"", "-retail", "industry:banking"
    };
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(
            random.nextInt(4) == 0
                ? pieces[random.nextInt(pieces.length)]
                : String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
      }
      SearchResult result = shelf.search(text.toString());
      assertThat(ids(result)).as("seed %d, text <%s>", seed, text).doesNotContain("study");
    }
  }

  @Test
  void wordsBeyondTheLimitAreDroppedAndCounted() {
    StringBuilder text = new StringBuilder("objection");
    for (int i = 0; i < 2_000; i++) {
      text.append(" w")
          .append(Integer.toString(i, 36).replaceAll("[0-9]", "x"))
          .append("q".repeat(i % 7));
    }
    SearchResult result = shelf.search(text.toString());
    assertThat(result.droppedTerms()).isBetween(100, 2_000);
    assertThat(ids(result)).containsExactlyInAnyOrder("deck", "card");
    assertThat(shelf.search("price price price objection").droppedTerms()).isZero();
    assertThat(shelf.ids("x".repeat(20_000))).isEmpty();
    assertThat(shelf.search("-a ".repeat(5_000)).droppedTerms())
        .isEqualTo(5_000 - Typed.MOST_TERMS);
  }

  @Test
  void filtersAreExactAndUnknownOnesFindNothing() {
    SearchRequest request = shelf.request("price");
    assertThat(ids(shelf.index.search(request.filters(Map.of("industry", Set.of("Banking"))))))
        .containsExactly("card");
    assertThat(ids(shelf.index.search(request.filters(Map.of("industry", Set.of("banking"))))))
        .isEmpty();
    assertThat(ids(shelf.index.search(request.filters(Map.of("industry", Set.of())))))
        .containsExactlyInAnyOrder("deck", "card");
    assertThat(
            ids(
                shelf.index.search(
                    request.filters(
                        Map.of("industry", Set.of("Banking", "Retail"), "kind", Set.of("deck"))))))
        .containsExactly("deck");
    assertThat(ids(shelf.index.search(request.filters(Map.of("nosuch", Set.of("x")))))).isEmpty();
  }
}
