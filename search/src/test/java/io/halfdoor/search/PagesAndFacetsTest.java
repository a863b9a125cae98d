package io.halfdoor.search;

import static io.halfdoor.search.Shelf.ids;
import static io.halfdoor.search.Shelf.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.halfdoor.search.SearchRequest.Sort;
import io.halfdoor.search.SearchResult.FacetValue;
import io.halfdoor.search.SearchResult.Total;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesAndFacetsTest {

  @TempDir Path home;
  private Shelf shelf;

  @BeforeEach
  void open() {
    shelf = new Shelf(home);
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private void fill(int count) {
    Random random = new Random(3);
    String[] words = {"pricing", "deck", "objection", "handling", "plan", "zebra"};
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder body = new StringBuilder("common ");
      for (int j = random.nextInt(12); j >= 0; j--) {
        body.append(words[random.nextInt(words.length)]).append(' ');
      }
      entries.add(
          item("id-%05d".formatted(i), words[random.nextInt(6)], body.toString())
              .kind(i % 3 == 0 ? "deck" : "card")
              .label("stage", "s" + i % 5)
              .uses(random.nextInt(4))
              .updatedAt(Shelf.NOON.minusSeconds(random.nextInt(50)))
              .entry());
      if (entries.size() == 97) {
        shelf.put(entries.toArray(Entry[]::new));
        entries.clear();
      }
    }
    shelf.put(entries.toArray(Entry[]::new));
  }

  @Test
  void pagesTogetherAreTheWholeInEveryOrder() {
    fill(500);
    for (Sort sort : Sort.values()) {
      for (String text :
          List.of(
              "pricing plan", "common", "", "zebra objection handling deck plan", "pricing zzz")) {
        SearchRequest request = shelf.request(text).sort(sort);
        List<String> whole = ids(shelf.index.search(request.limit(1_000)));
        assertThat(whole).doesNotHaveDuplicates().hasSizeGreaterThan(20);
        assertThat(ids(shelf.index.search(request.limit(20))))
            .as("%s by %s", text, sort)
            .isEqualTo(whole.subList(0, 20));
        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
          SearchResult page = shelf.index.search(request.limit(7).after(cursor));
          assertThat(page.total().count()).isEqualTo(whole.size());
          paged.addAll(ids(page));
          cursor = page.next();
        } while (cursor != null);
        assertThat(paged).as("%s by %s", text, sort).isEqualTo(whole);
        assertThat(shelf.index.all(request.limit(7)))
            .as("%s by %s", text, sort)
            .containsExactlyInAnyOrderElementsOf(whole);
      }
    }
  }

  @Test
  void whatIsWrittenBetweenTwoPagesShiftsNothing() {
    fill(200);
    SearchRequest request = shelf.request("").sort(Sort.NEWEST).limit(10);
    List<String> whole = ids(shelf.index.search(request.limit(20)));
    SearchResult first = shelf.index.search(request);
    shelf.put(item("new", "New").updatedAt(Shelf.NOON.plusSeconds(5)).entry());
    assertThat(ids(shelf.index.search(request.after(first.next()))))
        .isEqualTo(whole.subList(10, 20));
  }

  @Test
  void forgedStaleAndForeignCursorsAreRefused() {
    fill(100);
    SearchRequest request = shelf.request("common");
    String cursor = shelf.index.search(request).next();
    assertThat(cursor).isNotNull().matches("[A-Za-z0-9_-]+");
    for (String forged :
        List.of(
            "",
            "x",
            "!!!",
            "AAAA",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            cursor + "A",
            "é",
            cursor.substring(1),
            cursor.replace(cursor.charAt(9), cursor.charAt(9) == 'A' ? 'B' : 'A'))) {
      assertThatThrownBy(() -> shelf.index.search(request.after(forged)))
          .as(forged)
          .isInstanceOf(InvalidCursorException.class);
    }
    for (SearchRequest other :
        List.of(
            shelf.request("pricing"),
            request.sort(Sort.NEWEST),
            request.typos(false),
            request.filters(Map.of("kind", Set.of("deck"))))) {
      assertThatThrownBy(() -> shelf.index.search(other.after(cursor)))
          .isInstanceOf(InvalidCursorException.class);
    }
    assertThat(shelf.index.search(request.limit(50).facets("kind").after(cursor)).hits())
        .hasSize(50);
  }

  @Test
  void facetsCountWhatEachOtherFilterLetsThrough() {
    shelf.put(
        item("a", "Plan").kind("deck").label("stage", "early", "late").entry(),
        item("b", "Plan").kind("deck").label("stage", "early").entry(),
        item("c", "Plan").kind("card").label("stage", "late").entry(),
        item("d", "Plan").kind("card").entry(),
        item("hidden", "Plan").kind("secret").label("stage", "hidden").audience("other").entry(),
        item("e", "Else").kind("sheet").label("stage", "late").entry());
    SearchRequest request = shelf.request("plan").facets("kind", "stage", "nosuch");
    assertThat(shelf.index.search(request).facets())
        .isEqualTo(
            Map.of(
                "kind", List.of(new FacetValue("card", 2), new FacetValue("deck", 2)),
                "stage", List.of(new FacetValue("early", 2), new FacetValue("late", 2)),
                "nosuch", List.of()));
    SearchResult filtered =
        shelf.index.search(
            request.filters(Map.of("kind", Set.of("deck"), "stage", Set.of("late", "never"))));
    assertThat(ids(filtered)).containsExactly("a");
    assertThat(filtered.total()).isEqualTo(new Total(1, true));
    assertThat(filtered.facets())
        .isEqualTo(
            Map.of(
                "kind", List.of(new FacetValue("card", 1), new FacetValue("deck", 1)),
                "stage",
                    List.of(
                        new FacetValue("early", 2),
                        new FacetValue("late", 1),
                        new FacetValue("never", 0)),
                "nosuch", List.of()));
    SearchResult oneFilter =
        shelf.index.search(
            shelf.request("plan").facets("stage").filters(Map.of("kind", Set.of("deck"))));
    assertThat(oneFilter.facets())
        .isEqualTo(Map.of("stage", List.of(new FacetValue("early", 2), new FacetValue("late", 1))));
  }

  @Test
  void totalsAreExactUpToTenThousand() {
    Entry[] entries = new Entry[10_050];
    Arrays.setAll(entries, i -> item("id" + i, "Plan", i < 9_999 ? "most" : "few").entry());
    shelf.put(entries);
    assertThat(shelf.search("most").total()).isEqualTo(new Total(9_999, true));
    assertThat(shelf.search("few").total()).isEqualTo(new Total(51, true));
    assertThat(shelf.search("plan").total()).isEqualTo(new Total(10_000, false));
    assertThat(shelf.index.search(shelf.request("plan").facets("kind")).total())
        .isEqualTo(new Total(10_050, true));
    assertThat(shelf.index.search(shelf.request("plan").limit(0)).total())
        .isEqualTo(new Total(10_000, false));
  }

  @Test
  void aSearchOutOfTimeSaysThatItIsPartial() {
    fill(500);
    shelf.close();
    try (SearchIndex index = SearchIndex.open(home, Shelf.OPTIONS.timeout(Duration.ZERO))) {
      SearchResult result = index.search(shelf.request("pricing").facets("kind"));
      assertThat(result.isPartial()).isTrue();
      assertThat(result.hits()).isEmpty();
    }
    shelf = new Shelf(home);
    assertThat(shelf.search("pricing").isPartial()).isFalse();
  }
}
