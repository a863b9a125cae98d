package io.halfdoor.search;

import static io.halfdoor.search.Shelf.EVERYONE;
import static io.halfdoor.search.Shelf.ids;
import static io.halfdoor.search.Shelf.item;
import static io.halfdoor.search.Shelf.marked;
import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.search.SearchResult.Correction;
import io.halfdoor.search.SearchResult.Total;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of search boxes complain about, each complaint a test. */
class RelevanceTest {

  private static final String[] NOUNS = {
    "pricing",
    "security",
    "onboarding",
    "renewal",
    "integration",
    "migration",
    "reporting",
    "compliance",
    "implementation",
    "procurement",
    "support",
    "analytics"
  };
  private static final String[] FORMS = {
    "deck",
    "battle card",
    "one-pager",
    "case study",
    "white paper",
    "objections",
    "checklist",
    "calculator"
  };

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

  @Test
  void everyTitleAsAQueryFindsItsItemFirstAndShuffledAmongTheFirstThree() {
    List<Entry> entries = new ArrayList<>();
    Random random = new Random(7);
    for (String noun : NOUNS) {
      for (String form : FORMS) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 150; i++) {
          body.append(NOUNS[random.nextInt(NOUNS.length)]).append(' ');
          body.append(FORMS[random.nextInt(FORMS.length)]).append(' ');
        }
        String title = "The " + noun + " " + form;
        entries.add(item(noun + "-" + form.replace(' ', '-'), title, body.toString()).entry());
      }
    }
    shelf.put(entries.toArray(Entry[]::new));
    for (Entry entry : entries) {
      String title = entry.words().title();
      assertThat(shelf.ids(title)).as(title).startsWith(entry.id());
      assertThat(shelf.ids(title.toLowerCase(java.util.Locale.ROOT))).startsWith(entry.id());
      List<String> words = new ArrayList<>(List.of(title.split(" ")));
      Collections.shuffle(words, random);
      String shuffled = String.join(" ", words);
      assertThat(shelf.ids(shuffled).subList(0, 3)).as(shuffled).contains(entry.id());
    }
  }

  @Test
  void aTitleOfTwoWordsBeatsABodyFullOfOne() {
    shelf.put(
        item("full", "Operations", "server ".repeat(80)).entry(),
        item("both-in-body", "Notes", "a tableau on the server").entry(),
        item("titled", "Tableau Server", "How we run it.").entry());
    assertThat(shelf.ids("tableau server")).containsExactly("titled", "both-in-body", "full");
  }

  @Test
  void anotherWordNeverMakesAnItemThatHasItRankBelowOneThatHasNot() {
    shelf.put(
        item("two", "Two", "alpha beta " + "filler ".repeat(500)).entry(),
        item("one", "alpha", "alpha ".repeat(50)).entry(),
        item("three", "Three", "alpha beta gamma " + "filler ".repeat(2_000)).entry());
    assertThat(shelf.ids("alpha beta")).containsExactly("two", "three", "one");
    assertThat(shelf.ids("alpha beta gamma")).startsWith("three", "two");
  }

  @Test
  void repeatingAWordFiftyTimesDoesNotWin() {
    shelf.put(
        item("stuffed", "Various", "discount ".repeat(50)).entry(),
        item("meant", "Discount policy", "When a discount may be given, and who signs it.")
            .entry());
    assertThat(shelf.ids("discount")).startsWith("meant");
  }

  @Test
  void fileNamesLabelsSummariesAndHeadingsAreSearched() {
    shelf.put(
        item("file", "Untitled").fileName("roi-calculator_final.xlsx").entry(),
        item("label", "Story").label("industry", "Health care").entry(),
        item("summary", "Paper").summary("How insurers settle quicker").entry(),
        item("heading", "Guide")
            .passage(new Passage(List.of("Escalation paths"), Place.page(2), "Call them."))
            .entry());
    assertThat(shelf.ids("roi calculator")).containsExactly("file");
    assertThat(shelf.ids("roi-calculator_final.xlsx")).containsExactly("file");
    assertThat(shelf.ids("health care")).containsExactly("label");
    assertThat(shelf.ids("insurers")).containsExactly("summary");
    assertThat(shelf.ids("escalation")).containsExactly("heading");
  }

  @Test
  void partsOfWordsInTitlesAndFileNamesAreFoundAfterWholeOnes() {
    shelf.put(
        item("compound", "Vorlesepaten gesucht").language("de").entry(),
        item("scan", "Invoice").fileName("brother_005025.pdf").entry(),
        item("begin", "Taxfile 2025").entry(),
        item("whole", "Tax").entry());
    assertThat(shelf.ids("lese")).containsExactly("compound");
    assertThat(shelf.ids("5025")).containsExactly("scan");
    assertThat(shelf.ids("Tax")).containsExactly("whole", "begin");
  }

  @Test
  void howTokensAreWrittenDoesNotMatter() {
    shelf.put(
        item("soc", "Trust", "We are certified for SOC 2 since May.").entry(),
        item("gpt", "Model", "Built on GPT-3.").entry(),
        item("mail", "Reply", "Send an e-mail first.").entry(),
        item("part", "Hinge", "Part AB-1234-X fits.").entry(),
        item("camel", "Sheet", "Open the PriceList tab.").entry(),
        item("brien", "Visit", "We met Ms. O'Brien.").entry(),
        item("cafe", "Café Zürich", "Straße").entry(),
        item("cpp", "Native", "Written in C++.").entry());
    for (String text : List.of("SOC2", "SOC 2", "soc-2", "Soc2")) {
      assertThat(shelf.ids(text)).as(text).containsExactly("soc");
    }
    assertThat(shelf.ids("gpt3")).containsExactly("gpt");
    assertThat(shelf.ids("email")).containsExactly("mail");
    assertThat(shelf.ids("e-mail")).containsExactly("mail");
    assertThat(shelf.ids("ab1234x")).containsExactly("part");
    assertThat(shelf.ids("AB 1234 X")).containsExactly("part");
    assertThat(shelf.ids("price list")).containsExactly("camel");
    assertThat(shelf.ids("pricelist")).containsExactly("camel");
    assertThat(shelf.ids("O’Brien")).containsExactly("brien");
    assertThat(shelf.ids("obrien")).containsExactly("brien");
    assertThat(shelf.ids("CAFE zurich strasse")).containsExactly("cafe");
    assertThat(shelf.ids("c++")).containsExactly("cpp");
  }

  @Test
  void hyphenatedWordsMatchExactlyBeforeAnythingSimilar() {
    shelf.put(
        item("similar", "Mont-Blanche tours").entry(), item("real", "Hut", "Mont-Blanc").entry());
    assertThat(shelf.ids("Mont-Blanc")).startsWith("real");
    assertThat(shelf.ids("mont blanc")).startsWith("real");
  }

  @Test
  void pluralsAndOtherFormsAreFoundAndTheFormTypedComesFirst() {
    shelf.put(
        item("plural", "Notes a", "Use these cards with buyers.").entry(),
        item("single", "Notes b", "Use this card with buyers.").entry());
    assertThat(shelf.ids("card")).containsExactly("single", "plural");
    assertThat(shelf.ids("cards")).containsExactly("plural", "single");
    assertThat(shelf.ids("\"card\"")).containsExactly("single");
  }

  @Test
  void wordFormsAreThoseOfTheItemsLanguage() {
    shelf.put(
        item("de", "Verträge und Preise").language("de").entry(),
        item("fr", "Les objections", "Nos réponses aux clients").language("fr-CA").entry(),
        item("zh", "价格表", "企业客户的价格").language("zh").entry(),
        item("ja", "カタログ", "新しい製品カタログです").language("ja").entry(),
        item("en", "Contracts").entry());
    assertThat(shelf.ids("vertrag")).containsExactly("de");
    assertThat(shelf.ids("preis")).containsExactly("de");
    assertThat(shelf.ids("reponse")).containsExactly("fr");
    assertThat(shelf.ids("价格")).containsExactly("zh");
    assertThat(shelf.ids("客户")).containsExactly("zh");
    assertThat(shelf.ids("价")).containsExactly("zh");
    assertThat(shelf.ids("製品カタログ")).containsExactly("ja");
    assertThat(shelf.ids("contract")).containsExactly("en");
  }

  @Test
  void stopWordsNeitherBreakAQueryNorGetLost() {
    shelf.put(
        item("band", "The Undergrounders").entry(),
        item("user", "Manage a user", "Add or remove people.").entry(),
        item("being", "To be or not to be").entry(),
        item("other", "Manage users of teams").entry());
    assertThat(shelf.ids("undergrounders")).containsExactly("band");
    assertThat(shelf.ids("the undergrounders")).containsExactly("band");
    assertThat(shelf.ids("manage a user")).startsWith("user", "other");
    assertThat(shelf.ids("to be or not to be")).startsWith("being");
    assertThat(shelf.ids("the user of a")).startsWith("user");
  }

  @Test
  void wordsInTheOrderTypedComeFirstAndOrderIsNoCondition() {
    shelf.put(
        item(
                "apart",
                "Note 1",
                "The objection came late; our handling of it, as of price, was slow.")
            .entry(),
        item("inOrder", "Note 2", "On price objection handling we were slow, and came late to it.")
            .entry());
    assertThat(shelf.ids("price objection handling")).containsExactly("inOrder", "apart");
    assertThat(shelf.ids("handling price objection")).containsExactlyInAnyOrder("inOrder", "apart");
  }

  @Test
  void anExternalIdOrFileNameTypedFindsItsItemFirst() {
    shelf.put(
        item("talk", "About SF-00123/a", "SF-00123/a ".repeat(30)).entry(),
        item("it", "Deck").externalId("SF-00123/a").entry(),
        item("named", "Plan").fileName("Launch plan v2.docx").entry(),
        item("about", "Launch plan v2 docx notes", "launch plan v2 docx").entry());
    assertThat(shelf.ids("SF-00123/a")).startsWith("it");
    assertThat(shelf.ids("sf-00123/A")).startsWith("it");
    assertThat(shelf.ids("Launch plan v2.docx")).startsWith("named");
  }

  @Test
  void typosAreAFallbackThatSaysSoAndRanksLast() {
    shelf.put(
        item("price", "Pricing").entry(),
        item("object", "Objection handling").entry(),
        item("implement", "Implementation plan").entry(),
        item("part", "Part 12345").entry(),
        item("greener", "Greener offices").entry());
    SearchResult result = shelf.search("pricng");
    assertThat(ids(result)).containsExactly("price");
    assertThat(result.corrections()).containsExactly(new Correction("pricng", "pricing"));
    assertThat(marked(result.hits().getFirst().title())).isEqualTo("[Pricing]");
    assertThat(shelf.ids("implemetnaton")).containsExactly("implement");
    assertThat(shelf.search("Objektion handling").corrections())
        .containsExactly(new Correction("Objektion", "objection"));

    assertThat(shelf.ids("greece")).as("two edits in six letters").isEmpty();
    assertThat(shelf.ids("bricing")).as("another first letter").isEmpty();
    assertThat(shelf.ids("12346")).as("a number").isEmpty();
    assertThat(shelf.ids("prt")).as("a short word").isEmpty();
    assertThat(ids(shelf.index.search(shelf.request("pricng").typos(false)))).isEmpty();

    shelf.put(item("exact", "About a Pricng company", "its name is pricng").entry());
    SearchResult known = shelf.search("pricng");
    assertThat(ids(known)).containsExactly("exact");
    assertThat(known.corrections()).isEmpty();
  }

  @Test
  void aRareWordNearAFrequentOneIsOfferedAndNotReplaced() {
    for (int i = 0; i < 12; i++) {
      shelf.put(item("right" + i, "Competitor " + i).entry());
    }
    shelf.put(item("wrong", "Compettor list").entry());
    SearchResult result = shelf.search("the compettor");
    assertThat(ids(result)).containsExactly("wrong");
    assertThat(result.didYouMean()).isEqualTo("the competitor");
    assertThat(shelf.search("competitor").didYouMean()).isNull();
  }

  @Test
  void theLastWordMayBeUnfinishedAndWholeWordsComeFirst() {
    shelf.put(
        item("whole", "Note", "An object.").entry(),
        item("title", "Objectionable things").entry(),
        item("body", "Story", "About objets trouvés.").entry());
    assertThat(shelf.ids("obje"))
        .startsWith("title")
        .containsExactlyInAnyOrder("title", "body", "whole");
    assertThat(shelf.ids("about obje")).startsWith("body");
    assertThat(shelf.ids("object")).containsExactly("whole", "title");
    assertThat(shelf.ids("obje ")).as("finished: inside titles alone").containsExactly("title");
  }

  @Test
  void whereNothingHasEveryWordItemsWithSomeAreFound() {
    shelf.put(
        item("one", "Pricing").entry(),
        item("two", "Pricing for hospitals").entry(),
        item("none", "Holiday calendar").entry());
    assertThat(shelf.ids("pricing hospitals zeppelins")).containsExactly("two", "one");
    assertThat(shelf.ids("pricing zeppelins")).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void aLongQuestionFindsTheItemWithMostOfIt() {
    shelf.put(
        item(
                "answer",
                "Too expensive",
                "When the buyer says the price is too high, show the return.")
            .entry(),
        item("other", "High availability", "What we do when a data centre fails.").entry());
    assertThat(
            shelf.ids("what do we say when a buyer tells us that our price is too high for them?"))
        .startsWith("answer");
  }

  @Test
  void ofALongQuestionOneWordIsNotEnoughHoweverRareItIs() {
    for (int i = 0; i < 12; i++) {
      shelf.put(
          item("enough" + i, "Renewal", "pricing security audit " + "filler ".repeat(300)).entry());
    }
    shelf.put(item("rare", "Xylophones", "xylophone").entry());
    String question =
        "renewal pricing security audit xylophone of a far away and nowhere seen kind";
    assertThat(shelf.ids(question)).hasSize(10).doesNotContain("rare");
    assertThat(shelf.search(question).total()).isEqualTo(new Total(12, true));
  }

  @Test
  void relevanceIsNotThrownAwayByAnotherOrderUnlessAsked() {
    shelf.put(
        item("old", "Pricing guide").updatedAt(Shelf.NOON.minusSeconds(900)).uses(5).entry(),
        item("new", "Holidays", "no pricing here").entry(),
        item("used", "Travel", "a pricing mention")
            .updatedAt(Shelf.NOON.minusSeconds(60))
            .uses(9)
            .entry());
    SearchRequest request = shelf.request("pricing");
    assertThat(ids(shelf.index.search(request))).startsWith("old");
    assertThat(ids(shelf.index.search(request.sort(SearchRequest.Sort.NEWEST))))
        .containsExactly("new", "used", "old");
    assertThat(ids(shelf.index.search(request.sort(SearchRequest.Sort.MOST_USED))))
        .containsExactly("used", "old", "new");
  }

  @Test
  void itemsAlikeAreOrderedByUseThenAlwaysTheSame() {
    Entry[] entries = {
      item("c", "Same").entry(), item("a", "Same").entry(), item("b", "Same").uses(3).entry()
    };
    shelf.put(entries);
    List<String> order = shelf.ids("same");
    assertThat(order).startsWith("b").containsExactlyInAnyOrder("a", "b", "c");
    assertThat(shelf.search("same").total()).isEqualTo(new Total(3, true));
    shelf.put(entries[1]).put(entries[0]).put(entries[2]);
    assertThat(shelf.ids("same")).isEqualTo(order);
  }

  @Test
  void whoHasNoAudienceFindsNothing() {
    shelf.put(item("a", "Same").entry(), item("hidden", "Same").audience().entry());
    assertThat(ids(shelf.index.search(SearchRequest.of("same", java.util.Set.of())))).isEmpty();
    assertThat(ids(shelf.index.search(SearchRequest.of("", EVERYONE)))).containsExactly("a");
  }
}
