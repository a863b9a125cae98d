package io.halfdoor.search;

import static io.halfdoor.search.Shelf.EVERYONE;
import static io.halfdoor.search.Shelf.ids;
import static io.halfdoor.search.Shelf.item;
import static io.halfdoor.search.Shelf.marked;
import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.search.SearchResult.Synonym;
import io.halfdoor.search.Synonyms.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynonymsTest {

  private static final Synonyms LIST =
      Synonyms.of(
          List.of(
              Rule.group(List.of("ROI", "return on investment")),
              Rule.group(List.of("SOC 2", "SOC2 report", "audit report")),
              Rule.group(List.of("IT", "information technology")),
              new Rule(List.of("battle card"), List.of("competitor comparison"))));

  @TempDir Path home;
  private Shelf shelf;

  @BeforeEach
  void open() {
    shelf = new Shelf(home);
    shelf.index.synonyms(LIST);
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  @Test
  void anAcronymFindsWhatItStandsForAndTheOtherWayRoundBelowWhatHasTheWords() {
    shelf.put(
        item("said", "Return on investment", "Return on investment, return on investment.")
            .uses(1_000)
            .entry(),
        item("short", "Value", "filler ".repeat(800) + "ROI").entry(),
        item("apart", "Investment", "A return, and on what investment.").entry());
    assertThat(shelf.ids("ROI")).containsExactly("short", "said");
    assertThat(shelf.ids("roi")).containsExactly("short", "said");
    assertThat(shelf.ids("Returns on Investments")).containsExactly("said", "apart", "short");
    assertThat(shelf.search("what ROI").synonyms())
        .containsExactly(new Synonym("ROI", List.of("return on investment")));
  }

  @Test
  void whatIsFoundOtherwiseCountsForLessThanAWordAndForMoreThanNone() {
    shelf.put(
        item("both", "Notes", "filler ".repeat(500) + "roi calculator").entry(),
        item("otherwise", "Return on investment calculator").uses(900).entry(),
        item("one", "calculator", "calculator ".repeat(40)).entry());
    assertThat(shelf.ids("roi calculator")).containsExactly("both", "otherwise", "one");
    assertThat(shelf.ids("calculator return on investment"))
        .containsExactly("otherwise", "both", "one");
  }

  @Test
  void ofAQuestionOfManyWordsASayingIsFoundToo() {
    shelf.put(
        item("short", "ROI of field service").entry(),
        item("long", "Return on investment of field service").entry(),
        item("none", "Lunch menu").entry());
    assertThat(shelf.ids("please show customers the roi of better field service planning"))
        .containsExactly("short", "long");
  }

  @Test
  void oneWayIsNotTheOther() {
    shelf.put(
        item("card", "Battle card: Servanto").entry(),
        item("comparison", "Competitor comparison: Servanto").entry());
    assertThat(shelf.ids("battle cards servanto")).containsExactly("card", "comparison");
    assertThat(shelf.ids("competitor comparison")).containsExactly("comparison");
    assertThat(shelf.search("competitor comparison").synonyms()).isEmpty();
  }

  @Test
  void whatIsQuotedExcludedOrAFieldIsTakenAsItIs() {
    shelf.put(
        item("short", "ROI").entry(),
        item("long", "Return on investment").field("x", "roi").entry());
    assertThat(shelf.ids("\"ROI\"")).containsExactly("short");
    assertThat(shelf.ids("\"return on investment\"")).containsExactly("long");
    assertThat(shelf.ids("investment -roi")).containsExactly("long");
    assertThat(shelf.search("x:roi").synonyms()).isEmpty();
    assertThat(shelf.search("return \"on\" investment").synonyms()).isEmpty();
  }

  @Test
  void sayingsAreReadLongestFirstHoweverTheyAreJoinedAndAcronymsThatAreWordsInCapitals() {
    assertThat(typed("soc2 report")).containsExactly("soc2 report");
    assertThat(typed("SOC-2")).containsExactly("SOC-2");
    assertThat(typed("the soc 2 reports of IT")).containsExactly("soc 2 reports", "IT");
    assertThat(typed("is it an audit, report")).containsExactly("audit, report");
    assertThat(typed("it department")).isEmpty();
    assertThat(typed("report audit")).isEmpty();
    assertThat(LIST.touches("our roi")).isTrue();
    assertThat(LIST.touches("our \"roi\"")).isFalse();
    assertThat(Synonyms.key("SOC2 Reports")).isEqualTo(Synonyms.key("soc-2 report"));
    assertThat(Synonyms.key("?!")).isEmpty();
  }

  private List<String> typed(String text) {
    return shelf.search(text).synonyms().stream().map(Synonym::typed).toList();
  }

  @Test
  void whatMadeItAHitIsMarked() {
    shelf.put(
        item("long", "Guide", "How on earth a return on investment is told, on one page.").entry());
    Hit hit = shelf.search("ROI").hits().getFirst();
    assertThat(marked(hit.snippet()))
        .isEqualTo("How on earth a [return] on [investment] is told, on one page.");
  }

  @Test
  void aListIsTakenUpAtOnceAndAnotherCanBeTriedBeside() {
    shelf.put(item("long", "Return on investment").entry());
    SearchRequest request = SearchRequest.of("yield", EVERYONE);
    Synonyms next =
        Synonyms.of(List.of(new Rule(List.of("yield"), List.of("return on investment"))));
    assertThat(ids(shelf.index.search(request, next))).containsExactly("long");
    assertThat(ids(shelf.index.search(request))).isEmpty();
    shelf.index.synonyms(next);
    assertThat(ids(shelf.index.search(request))).containsExactly("long");
    assertThat(shelf.index.all(request)).containsExactly("long");
    assertThat(shelf.index.search(SearchRequest.of("yield", Set.of("team:other"))).hits())
        .isEmpty();
  }

  @Test
  void pagesGoOnInTheSameOrderAndFacetsCountTheSame() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      entries.add(
          item("n" + i, i % 3 == 0 ? "ROI " + i : "Return on investment " + i)
              .label("third", i % 3 == 0 ? "yes" : "no")
              .entry());
    }
    shelf.put(entries.toArray(Entry[]::new));
    SearchRequest request = shelf.request("roi").facets("third");
    List<String> all = ids(shelf.index.search(request.limit(30)));
    assertThat(all).hasSize(30).doesNotHaveDuplicates();
    assertThat(all.subList(0, 10)).allMatch(id -> Integer.parseInt(id.substring(1)) % 3 == 0);
    List<String> paged = new ArrayList<>();
    String cursor = null;
    do {
      SearchResult page = shelf.index.search(request.limit(7).after(cursor));
      assertThat(page.total().count()).isEqualTo(30);
      paged.addAll(ids(page));
      cursor = page.next();
    } while (cursor != null);
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void aHugeListAndATextFullOfItsSayingsAreAnswered() {
    List<Rule> rules = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      List<String> sayings = new ArrayList<>();
      for (int j = 0; j < 20; j++) {
        sayings.add("word" + i + " of" + i + "x" + j);
      }
      rules.add(Rule.group(sayings));
      text.append("word%d of%dx0 ".formatted(i, i));
    }
    Synonyms huge = Synonyms.of(rules);
    shelf.put(item("first", "Word0 of0x7").entry());
    SearchResult found = shelf.index.search(SearchRequest.of(text.toString(), EVERYONE), huge);
    assertThat(ids(found)).containsExactly("first");
    assertThat(found.synonyms().stream().mapToInt(one -> one.also().size()).sum())
        .isEqualTo(Synonyms.MOST_OTHERS);
    for (String nasty : List.of("", " ", "\u0000", "\ud83d\ude00", "東京都", "\"", "-", "a:b")) {
      Synonyms odd = Synonyms.of(List.of(Rule.group(List.of(nasty, "東京都", "roi", "\ud83d\ude00"))));
      assertThat(shelf.index.search(SearchRequest.of("東京都 roi " + nasty, EVERYONE), odd).hits())
          .isEmpty();
    }
  }
}
