package io.halfdoor.search;

import static io.halfdoor.search.Shelf.EVERYONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikenessTest {

  /** What those who ask take for sure. */
  private static final double SURE = 0.3;

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

  private List<Likeness> like(String text) {
    return shelf.index.similar(text, "", EVERYONE, Map.of(), 10);
  }

  private static Shelf.Draft price() {
    return Shelf.item("price", "Your price is too high")
        .kind("objection")
        .phrasings("This is more expensive than what we have", "We have no budget for this");
  }

  private static Shelf.Draft time() {
    return Shelf.item("time", "We have no time to introduce it")
        .kind("objection")
        .phrasings("My people are too busy this quarter", "Call me again next year");
  }

  @Test
  void ofTwoEntriesTheOneSaidInOtherWordsIsFoundSurely() {
    shelf.put(price().entry(), time().entry());
    List<Likeness> found = like("honestly the price is way too high for what we would get");
    assertThat(found).extracting(Likeness::id).containsExactly("price", "time");
    assertThat(found.getFirst().likeness()).isBetween(SURE, 1.0);
    assertThat(found.getFirst().likeness()).isGreaterThan(found.get(1).likeness() + 0.1);
    assertThat(found.get(1).likeness()).isLessThan(SURE);
    found = like("everyone here is too busy, try again next quarter");
    assertThat(found.getFirst().id()).isEqualTo("time");
    assertThat(found.getFirst().likeness()).isGreaterThan(SURE);
  }

  @Test
  void aLikenessTellsTheNearestSayingAndTheWordsAsTheyWereSaid() {
    shelf.put(price().entry(), time().entry());
    Likeness found = like("It's EXPENSIVE, more than the budgets we have!").getFirst();
    assertThat(found.id()).isEqualTo("price");
    assertThat(found.kind()).isEqualTo("objection");
    assertThat(found.title()).isEqualTo("Your price is too high");
    assertThat(found.saying()).isEqualTo("This is more expensive than what we have");
    assertThat(found.shared()).containsExactly("EXPENSIVE", "more", "than");
    assertThat(like("the high prices").getFirst().saying()).isEqualTo("Your price is too high");
  }

  @Test
  void wordsThatOverlapAreToldAsOne() {
    shelf.put(
        Shelf.item("soc", "No SOC2 report").entry(),
        Shelf.item("zh", "价格表太贵").language("zh").entry());
    assertThat(like("is there a SOC2?").getFirst().shared()).containsExactly("SOC2");
    assertThat(like("价格表").getFirst().shared()).containsExactly("价格表");
  }

  @Test
  void aSayingSaidAgainIsCertainHoweverDifferentlyTheEntryIsSaidBesides() {
    shelf.put(price().entry(), time().entry());
    for (String again :
        List.of(
            "we have NO budget for this.", "Call me again next year", "too high your price is")) {
      Likeness found = like(again).getFirst();
      assertThat(found.likeness()).as(again).isCloseTo(1, within(1e-9));
    }
    assertThat(like("Call me again next year").getFirst().saying())
        .isEqualTo("Call me again next year");
  }

  @Test
  void anotherPhrasingMakesAnEntryLikelier() {
    shelf.put(price().entry(), time().entry());
    String quote = "our procurement wants three quotes";
    assertThat(like(quote)).isEmpty();
    shelf.put(price().phrasings("procurement wants quotes from three vendors").entry());
    assertThat(like(quote).getFirst().id()).isEqualTo("price");
    assertThat(like(quote).getFirst().likeness()).isGreaterThan(SURE);
  }

  @Test
  void aTextOfUnknownWordsIsLikeNothing() {
    shelf.put(price().entry(), time().entry());
    assertThat(like("zebras graze quietly")).isEmpty();
    assertThat(like("")).isEmpty();
    assertThat(like("?!")).isEmpty();
    assertThat(like("🤷🤷")).isEmpty();
    assertThat(like("zebras graze quietly beside the high river where lions sleep"))
        .allSatisfy(found -> assertThat(found.likeness()).isLessThan(SURE));
  }

  @Test
  void wordsOfGrammarCountForLessThanOthers() {
    shelf.put(
        Shelf.item("grammar", "Is it in the cloud that you are").entry(),
        Shelf.item("matter", "Somebody ordered premises").entry());
    List<Likeness> found = like("is that for premises");
    assertThat(found).extracting(Likeness::id).containsExactly("matter", "grammar");
    assertThat(found.getFirst().shared()).containsExactly("premises");
    assertThat(found.get(1).shared()).containsExactly("is", "that");
  }

  @Test
  void wordsOfThePassagesCountForLessThanThoseOfSayings() {
    shelf.put(
        Shelf.item("said", "Migration is painful").entry(),
        Shelf.item("written", "Too slow", "How others did their migration without pain").entry(),
        Shelf.item("other", "No budget", "Nothing of the kind").entry());
    List<Likeness> found = like("migration");
    assertThat(found).extracting(Likeness::id).containsExactly("said", "written");
    assertThat(found.get(1).likeness()).isBetween(0.05, SURE);
    assertThat(found.get(1).shared()).isEmpty();
    assertThat(found.get(1).saying()).isEqualTo("Too slow");
  }

  @Test
  void onlyWhatTheAudienceMaySeeIsLikeAnything() {
    shelf.put(price().audience("team:a").entry(), time().audience("team:b", "person:1").entry());
    String quote = "no time, and the price is too high";
    assertThat(shelf.index.similar(quote, "", Set.of("team:a"), Map.of(), 10))
        .extracting(Likeness::id)
        .containsExactly("price");
    assertThat(shelf.index.similar(quote, "", Set.of("person:1"), Map.of(), 10))
        .extracting(Likeness::id)
        .containsExactly("time");
    assertThat(shelf.index.similar(quote, "", Set.of("everyone"), Map.of(), 10)).isEmpty();
    assertThat(shelf.index.similar(quote, "", Set.of(), Map.of(), 10)).isEmpty();
  }

  @Test
  void onlyTheKindsAskedForAreFound() {
    shelf.put(price().entry(), Shelf.item("deck", "Your price is too high").entry());
    String quote = "the price is too high";
    assertThat(like(quote)).extracting(Likeness::id).containsExactlyInAnyOrder("price", "deck");
    assertThat(shelf.index.similar(quote, "", EVERYONE, Map.of("kind", Set.of("objection")), 10))
        .extracting(Likeness::id)
        .containsExactly("price");
    assertThat(shelf.index.similar(quote, "", EVERYONE, Map.of("kind", Set.of("template")), 10))
        .isEmpty();
  }

  @Test
  void whatMoreIsSaidCountsWhereverItStandsAndNotAgainstHowTheyAreSaid() {
    shelf.put(
        Shelf.item("price", "Your price is too high", "It pays in a winter.").entry(),
        Shelf.item("time", "No time", "The depot in Leeds began with one van.").entry());
    String more = "it pays, says the depot in Leeds, whose winter with one van was too expensive";
    Likeness without = similar("the price is too high", "").getFirst();
    List<Likeness> with = similar("the price is too high", more);
    assertThat(with).extracting(Likeness::id).containsExactly("price", "time");
    assertThat(with.getFirst().shared()).containsExactly("price", "too", "high");
    assertThat(with.getFirst().had()).contains("price", "high", "pays", "winter");
    assertThat(with.getFirst().likeness())
        .as("more words to be found, and fewer of them found; the title is as near as before")
        .isBetween(without.likeness() - 0.3, without.likeness());
    assertThat(with.get(1).shared()).isEmpty();
    assertThat(with.get(1).had()).contains("depot", "Leeds", "van");
    shelf.put(Shelf.item("leeds", "The depot in Leeds").entry());
    Likeness named =
        similar("the price is too high", more).stream()
            .filter(like -> like.id().equals("leeds"))
            .findFirst()
            .orElseThrow();
    assertThat(named.had()).contains("depot", "Leeds");
    assertThat(named.shared()).as("of the text itself it is called nothing").containsExactly("the");
  }

  private List<Likeness> similar(String text, String more) {
    return shelf.index.similar(text, more, EVERYONE, Map.of(), 10);
  }

  @Test
  void noMoreAreToldThanAskedFor() {
    shelf.put(price().entry(), time().entry());
    String quote = "no time, and the price is too high";
    assertThat(shelf.index.similar(quote, "", EVERYONE, Map.of(), 1)).hasSize(1);
    assertThat(shelf.index.similar(quote, "", EVERYONE, Map.of(), 0)).isEmpty();
    assertThatThrownBy(() -> shelf.index.similar(quote, "", EVERYONE, Map.of(), 101))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void entriesOfEveryLanguageAreHeldAgainstTheirOwnStems() {
    shelf.put(
        price().entry(),
        Shelf.item("preis", "Eure Preise sind zu hoch").language("de").entry(),
        Shelf.item("zeit", "Wir haben keine Zeit").language("de").entry());
    Likeness found = like("Der Preis ist einfach zu hoch").getFirst();
    assertThat(found.id()).isEqualTo("preis");
    assertThat(found.shared()).containsExactly("Preis", "zu", "hoch");
    assertThat(like("eure preise sind zu hoch").getFirst().likeness()).isCloseTo(1, within(1e-9));
  }

  @Test
  void likenessIsAtMostOneAndTheSameEachTime() {
    Random random = new Random(7);
    Corpus corpus = new Corpus(7);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Shelf.Draft draft = Shelf.item("id" + i, said(corpus, random)).kind("objection");
      for (int j = random.nextInt(20); j > 0; j--) {
        draft.phrasings(said(corpus, random));
      }
      entries.add(draft.entry());
    }
    shelf.put(entries.toArray(Entry[]::new));
    for (int i = 0; i < 100; i++) {
      String text = said(corpus, random);
      List<Likeness> found = like(text);
      assertThat(found)
          .as(text)
          .isSortedAccordingTo((a, b) -> Double.compare(b.likeness(), a.likeness()));
      assertThat(found).allSatisfy(one -> assertThat(one.likeness()).isBetween(0.0, 1.0));
      assertThat(like(text)).isEqualTo(found);
    }
  }

  private static String said(Corpus corpus, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(10); i > 0; i--) {
      text.append(corpus.word(random)).append(' ');
    }
    return text.toString();
  }

  @Test
  void aVeryLongQuoteIsReadToItsFirstWordsOnly() {
    shelf.put(price().entry(), time().entry());
    StringBuilder quote = new StringBuilder("the price is too high ");
    for (int i = 0; i < 20_000; i++) {
      quote.append("word").append(i).append(' ');
    }
    assertThat(like(quote.toString()).getFirst().id()).isEqualTo("price");
    String saying = quote.toString();
    shelf.put(price().phrasings(saying).entry());
    assertThat(like(saying).getFirst().likeness()).isCloseTo(1, within(1e-9));
  }

  @Test
  void aPhrasingIsFoundLikeATitleAndFirstWhereItIsTypedWhole() {
    shelf.put(
        Shelf.item("deck", "Expensive expensive things we have", "more expensive than").entry(),
        price().entry());
    assertThat(shelf.ids("this is more expensive than what we have").getFirst()).isEqualTo("price");
    assertThat(shelf.ids("budget")).containsExactly("price");
    assertThat(shelf.search("budget").hits().getFirst().words().phrasings())
        .containsExactly("This is more expensive than what we have", "We have no budget for this");
  }

  @Test
  void anEntryWithAnotherPhrasingIsAnotherVersion() {
    assertThat(EntryVersion.of(price().phrasings("too dear").entry()))
        .isNotEqualTo(EntryVersion.of(price().entry()));
    assertThat(EntryVersion.of(price().entry())).isEqualTo(EntryVersion.of(price().entry()));
  }
}
