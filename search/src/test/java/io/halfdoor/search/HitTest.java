package io.halfdoor.search;

import static io.halfdoor.search.Shelf.item;
import static io.halfdoor.search.Shelf.marked;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hit shows. */
class HitTest {

  private static final String FILLER =
      "We describe the market in general terms and go on. ".repeat(30);

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

  private Hit first(String text) {
    return shelf.search(text).hits().getFirst();
  }

  @Test
  void aHitHandsBackAllThatTheEntryHeld() {
    Entry entry =
        new Entry(
            "col_1",
            "caseStudy",
            7,
            new Words("Zürich story", "How it went", "story.pdf", List.of("x-1", "x-2"), "de"),
            Map.of("industry", List.of("Banking", "Health care")),
            Map.of("state", List.of("published")),
            Set.of("everyone"),
            new Activity(
                Instant.parse("2026-01-02T03:04:05Z"),
                Instant.parse("2026-02-03T04:05:06.789Z"),
                42,
                true),
            List.of(
                new Passage(
                    List.of("Chapter", "Section"), Place.sheet(2, "Q1 figures"), "Die Zahlen")));
    shelf.put(entry);
    Hit hit = first("Zahl");
    assertThat(hit.why().matchedOn()).containsExactly(Hit.Part.TEXT);
    assertThat(hit)
        .isEqualTo(
            new Hit(
                "col_1",
                "caseStudy",
                7,
                entry.words(),
                entry.labels(),
                entry.fields(),
                entry.activity(),
                new Marked("Zürich story", List.of()),
                new Marked("Die Zahlen", List.of(new Marked.Range(4, 10))),
                List.of("Chapter", "Section"),
                Place.sheet(2, "Q1 figures"),
                hit.why(),
                List.of(),
                false));
  }

  @Test
  void theSnippetIsFromThePageThatAnswers() {
    Shelf.Draft draft = item("book", "Handbook");
    for (int page = 1; page <= 40; page++) {
      String extra =
          switch (page) {
            case 7 -> "Customers fear the migration window most. ";
            case 12 -> "Migration. A window. ";
            case 30 -> "migration migration migration ";
            default -> "";
          };
      draft.passage(
          new Passage(
              List.of("Part " + page / 10),
              Place.page(page),
              FILLER.substring(0, 900) + extra + FILLER.substring(0, 900)));
    }
    shelf.put(draft.entry());
    Hit hit = first("migration window");
    assertThat(hit.place()).isEqualTo(Place.page(7));
    assertThat(hit.headings()).containsExactly("Part 0");
    assertThat(marked(hit.snippet()))
        .contains("Customers fear the [migration] [window] most.")
        .startsWith("… ")
        .endsWith(" …");
    assertThat(first("\"a window\"").place()).isEqualTo(Place.page(12));
    assertThat(first("customer fears").place()).isEqualTo(Place.page(7));
  }

  @Test
  void formsPrefixesAndCorrectionsAreMarkedAsWhatTheyMatched() {
    shelf.put(
        item(
                "a",
                "Pricing objections",
                "Every objection, e-mail and SOC2 report: the objector's ones.")
            .entry());
    assertThat(marked(first("objection").snippet()))
        .isEqualTo("Every [objection], e-mail and SOC2 report: the objector's ones.");
    assertThat(marked(first("objection").title())).isEqualTo("Pricing [objections]");
    assertThat(marked(first("email soc 2").snippet())).contains("[e-mail] and [SOC2] report");
    assertThat(marked(first("objecto").snippet())).contains("the [objector]'s ones");
    assertThat(marked(first("pricinng").title())).isEqualTo("[Pricing] objections");
  }

  @Test
  void whereOnlyTitleOrSummaryMatchTheSummaryIsShownWithoutAPlace() {
    shelf.put(
        item("a", "Renewal plan", "Nothing of interest.")
            .summary("Who calls whom, and when.")
            .entry(),
        item("b", "Bare", "The text begins here.").entry(),
        item("c", "Empty").entry());
    Hit hit = first("renewal");
    assertThat(marked(hit.snippet())).isEqualTo("Who calls whom, and when.");
    assertThat(hit.place()).isNull();
    assertThat(marked(first("whom").snippet())).isEqualTo("Who calls [whom], and when.");
    assertThat(marked(first("bare").snippet())).isEqualTo("The text begins here.");
    assertThat(first("empty").snippet()).isEqualTo(Marked.EMPTY);
  }

  @Test
  void longPassagesArePiecedAndKeepTheirPlace() {
    String words = "filler words without a point ".repeat(4_000);
    shelf.put(
        item("long", "Long")
            .passage(new Passage(List.of(), Place.slide(3), words + "needles " + words))
            .entry());
    Hit hit = first("needle");
    assertThat(hit.place()).isEqualTo(Place.slide(3));
    assertThat(marked(hit.snippet())).contains("[needles]");
    assertThat(marked(first("needl").snippet())).contains("[needles]");
    assertThat(hit.snippet().text().length()).isLessThan(Marker.SNIPPET_LENGTH + 10);
    assertThat(shelf.index.status().passages()).isGreaterThan(10);
  }

  @Test
  void rangesLieInTheTextWhateverItIs() {
    String odd = "a\u0000b \ud83d\ude80 <b>price</b> \ud800 价格表 e\u0301té price\n\n".repeat(40);
    shelf.put(item("odd", "price \ud83d\ude80 <script>", odd).entry());
    for (String text : List.of("price", "价格", "été", "\ud83d\ude80", "b")) {
      Hit hit = first(text);
      for (Marked shown : List.of(hit.title(), hit.snippet())) {
        int end = 0;
        for (Marked.Range range : shown.ranges()) {
          assertThat(range.start()).isGreaterThanOrEqualTo(end);
          assertThat(range.end()).isGreaterThan(range.start());
          end = range.end();
        }
        assertThat(end).isLessThanOrEqualTo(shown.text().length());
      }
      assertThat(hit.snippet().ranges()).as(text).isNotEmpty();
    }
  }
}
