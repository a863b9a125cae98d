package io.halfdoor.search;

import static io.halfdoor.search.Shelf.EVERYONE;
import static io.halfdoor.search.Shelf.item;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestionTest {

  @TempDir Path home;
  private Shelf shelf;

  @BeforeEach
  void open() {
    shelf = new Shelf(home);
    shelf.put(
        item("guide", "Pricing guide").uses(2).entry(),
        item("deck", "The pricing deck").uses(9).entry(),
        item("copy", "Pricing guide").entry(),
        item("price", "Price list 2026").uses(5).label("industry", "Private equity").entry(),
        item("soc", "SOC2 report").label("industry", "Health care").entry(),
        item("secret", "Pricing: our secret floor")
            .label("industry", "Prisons")
            .audience("board")
            .entry());
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private List<String> texts(String typed) {
    return shelf.index.suggest(typed, EVERYONE, 10).stream()
        .map(suggestion -> Shelf.marked(suggestion.text()))
        .toList();
  }

  @Test
  void titlesThatBeginSoComeFirstThenTheMostUsed() {
    assertThat(texts("pri"))
        .containsExactly(
            "[Pri]vate equity", "[Pri]ce list 2026", "[Pri]cing guide", "The [pri]cing deck");
    assertThat(texts("pricing g")).containsExactly("[Pricing] [g]uide");
    assertThat(texts("Pricing DE")).containsExactly("The [pricing] [de]ck");
    assertThat(texts("soc 2")).containsExactly("[SOC2] report");
    assertThat(texts("soc2 rep")).containsExactly("[SOC2] [rep]ort");
    assertThat(texts("health c")).containsExactly("[Health] [c]are");
    assertThat(texts("pricng")).isEmpty();
    assertThat(texts("")).isEmpty();
    assertThat(texts("?")).isEmpty();
  }

  @Test
  void aSuggestionSaysWhatItIs() {
    assertThat(shelf.index.suggest("priv", EVERYONE, 1))
        .containsExactly(
            new Suggestion(
                new Marked("Private equity", List.of(new Marked.Range(0, 4))),
                null,
                null,
                "industry"));
    assertThat(shelf.index.suggest("price", EVERYONE, 1))
        .containsExactly(
            new Suggestion(
                new Marked("Price list 2026", List.of(new Marked.Range(0, 5))),
                "deck",
                "price",
                null));
    assertThat(shelf.index.suggest("pri", EVERYONE, 0)).isEmpty();
  }

  @Test
  void onlyWhatTheAudienceMaySeeIsSuggested() {
    assertThat(shelf.index.suggest("pri", Set.of("board"), 10))
        .extracting(suggestion -> suggestion.text().text())
        .containsExactly("Prisons", "Pricing: our secret floor");
    assertThat(shelf.index.suggest("pri", Set.of(), 10)).isEmpty();
  }
}
