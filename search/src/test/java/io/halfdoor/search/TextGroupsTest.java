package io.halfdoor.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.search.TextGroups.Group;
import io.halfdoor.search.TextGroups.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextGroupsTest {

  private static List<Text> texts(String... all) {
    return IntStream.range(0, all.length).mapToObj(i -> new Text("t" + i, all[i])).toList();
  }

  private static List<Group> groups(List<Text> texts) {
    return TextGroups.of(texts, SayingCounts.NONE);
  }

  @Test
  void textsThatSayMuchTheSameAreOneGroupWithTheMostCentralInFront() {
    List<Group> groups =
        groups(
            texts(
                "Does it run on premises? Our policy says so",
                "Our data must not leave Germany",
                "Can we run it on premises",
                "We need it on premises, can it run there",
                "the data must stay in Germany, it must not leave",
                "Is there a dark mode"));
    assertThat(groups)
        .containsExactly(
            new Group("Can we run it on premises", List.of("t0", "t2", "t3")),
            new Group("Our data must not leave Germany", List.of("t1", "t4")),
            new Group("Is there a dark mode", List.of("t5")));
  }

  @Test
  void textsWithTheSameWordsAreOneGroupHoweverTheyAreWritten() {
    assertThat(groups(texts("Too expensive!", "too EXPENSIVE", "expensive, too", "other")))
        .containsExactly(
            new Group("Too expensive!", List.of("t0", "t1", "t2")),
            new Group("other", List.of("t3")));
  }

  @Test
  void textsWithoutWordsAreTogetherOnlyWithTheirLikes() {
    assertThat(groups(texts("🤷", "", "🤷🤷", "🤷 ", "?!", "  ", "🤷 no", "...")))
        .containsExactly(
            new Group("🤷", List.of("t0", "t3")),
            new Group("", List.of("t1", "t5")),
            new Group("🤷🤷", List.of("t2")),
            new Group("?!", List.of("t4")),
            new Group("🤷 no", List.of("t6")),
            new Group("...", List.of("t7")));
  }

  @Test
  void nothingMakesNoGroups() {
    assertThat(groups(List.of())).isEmpty();
  }

  @Test
  void wordsOfGrammarAloneBringNothingTogether() {
    assertThat(
            groups(
                texts(
                    "what is the price of it",
                    "what is the colour of it",
                    "what is the size of it",
                    "what is the weight of it")))
        .hasSize(4);
  }

  @Test
  void textsWordedFreelyAreOneGroupByWhatAllOfThemHaveTogether() {
    assertThat(
            groups(
                texts(
                    "Boats only dock where the harbour master has approved the crew",
                    "Their harbour wants an approved anchor, nothing else will do",
                    "Crew of every ship needs papers, or the anchor stays up",
                    "Papers first, said the harbour master, then the crew may land",
                    "Nobody in accounting has time before spring",
                    "They grow tomatoes and sell them on Fridays")))
        .extracting(Group::ids)
        .containsExactly(List.of("t0", "t1", "t2", "t3"), List.of("t4"), List.of("t5"));
  }

  @Test
  void whatTheItemsOfTheIndexSayAlreadyBringsLittleTogether(@TempDir Path home) {
    List<Text> texts =
        texts(
            "Our budget round is over",
            "The budget pays for vans",
            "Her sister has the budget",
            "A crane lifts only timber",
            "Timber needs a crane, says he",
            "Walnut desks with brass handles",
            "Brass handles on walnut doors");
    assertThat(groups(texts)).hasSize(3);
    try (Shelf shelf = new Shelf(home)) {
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        entries.add(
            Shelf.item("o" + i, "Something " + i)
                .kind("objection")
                .phrasings("no budget for no. " + i)
                .entry());
      }
      for (int i = 0; i < 40; i++) {
        entries.add(Shelf.item("d" + i, "The crane in pictures").kind("deck").entry());
      }
      shelf.put(entries.toArray(Entry[]::new));
      assertThat(shelf.index.groups(texts, Set.of("objection")))
          .extracting(Group::ids)
          .containsExactly(
              List.of("t3", "t4"),
              List.of("t5", "t6"),
              List.of("t0"),
              List.of("t1"),
              List.of("t2"));
      assertThat(shelf.index.groups(texts, Set.of("template"))).hasSize(3);
    }
  }

  @Test
  void aVeryLongTextIsNotLikeEverything() {
    List<Text> texts = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    Corpus corpus = new Corpus(11);
    for (int i = 0; i < 40; i += 2) {
      String pair = corpus.word(1_000 + i) + " " + corpus.word(1_001 + i);
      texts.add(new Text("a" + i, pair + " today"));
      texts.add(new Text("b" + i, "yesterday " + pair));
      all.append(pair).append(' ');
    }
    texts.add(new Text("all", all.toString()));
    assertThat(groups(texts)).hasSize(21);
  }

  @Test
  void everyTextIsInOneGroupAndTheGroupsAreTheSameEachTime() {
    List<Text> texts = sayings(500, new Random(3));
    List<Group> groups = groups(texts);
    assertThat(groups.stream().flatMap(group -> group.ids().stream()))
        .containsExactlyInAnyOrderElementsOf(texts.stream().map(Text::id).toList());
    assertThat(groups).hasSizeBetween(2, 499);
    assertThat(groups(texts)).isEqualTo(groups);
  }

  @Test
  void identicalTextsCostNoMoreThanOne() {
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      texts.add(new Text("t" + i, "The price is much too high for us"));
    }
    assertThat(groups(texts)).hasSize(1);
    assertThat(TextGroups.comparisons(texts)).isLessThan(20);
  }

  @Test
  void textsAreHeldOnlyAgainstGroupsThatShareTheirWords() {
    Corpus corpus = new Corpus(11);
    List<Text> apart = new ArrayList<>();
    for (int i = 0; i < 15_000; i += 3) {
      String text = corpus.word(i) + " " + corpus.word(i + 1) + " " + corpus.word(i + 2);
      apart.add(new Text("t" + i, text));
    }
    // Some of the made-up words have one stem.
    assertThat(groups(apart)).hasSizeGreaterThan(4_500);
    assertThat(TextGroups.comparisons(apart)).isLessThan(100_000);
    assertThat(TextGroups.comparisons(sayings(5_000, new Random(3)))).isLessThan(20_000_000);
  }

  /** Texts about some things: some words of one thing each, and some that are everywhere. */
  private static List<Text> sayings(int count, Random random) {
    Corpus corpus = new Corpus(11);
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int thing = 100 + 6 * random.nextInt(count / 10);
      StringBuilder text = new StringBuilder();
      for (int j = 2 + random.nextInt(4); j > 0; j--) {
        text.append(corpus.word(thing + random.nextInt(6))).append(' ');
        text.append(corpus.word(random.nextInt(100))).append(' ');
      }
      texts.add(new Text("t" + i, text.toString()));
    }
    return texts;
  }
}
