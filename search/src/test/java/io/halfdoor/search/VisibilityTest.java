package io.halfdoor.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that a caller is told is what an index of only the entries that they may see would
 * tell. Scores weigh words by all entries, so the order of hits is left out of the comparison.
 */
class VisibilityTest {

  private static final String[] WORDS = {
    "pricing",
    "princing",
    "objection",
    "objektion",
    "zebra",
    "zebras",
    "contract",
    "contracts",
    "implementation",
    "implementatoin",
    "SOC2",
    "GPT-3",
    "deck",
    "decks",
    "the",
    "of",
    "competitor",
    "kompetitor",
    "competitors",
    "Verträge",
    "价格表",
    "retail",
    "retailer",
    "e-mail",
    "price",
    "budget",
    "security",
    "breach",
    "holiday"
  };
  private static final String[] TERMS = {"everyone", "team:a", "team:b", "person:1", "person:2"};
  private static final String[] LANGUAGES = {"", "en", "de", "zh"};

  private static final int WORLDS = 8;
  private static final int BATCH = 3;

  /** Questions in each world: with 1250, ten thousand in all. */
  private static final int ROUNDS = Integer.getInteger("rounds", 50);

  @TempDir Path home;

  @Test
  void aCallerIsToldOnlyOfWhatTheyMaySee() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int world = 0; world < WORLDS; world++) {
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        entries.add(entry(i, random));
      }
      Set<String> audience = pick(TERMS, 2, random);
      SearchOptions options = Shelf.OPTIONS.embedder(world % 2 == 0 ? null : concepts());
      try (SearchIndex all = SearchIndex.open(home.resolve("all" + world), options);
          SearchIndex visible = SearchIndex.open(home.resolve("visible" + world), options)) {
        for (int from = 0; from < entries.size(); from += BATCH) {
          all.apply(entries.subList(from, from + BATCH), List.of(), "1");
        }
        visible.apply(
            entries.stream()
                .filter(entry -> entry.audience().stream().anyMatch(audience::contains))
                .toList(),
            List.of(),
            "1");
        for (int round = 0; round < ROUNDS; round++) {
          compare(all, visible, audience, random, "seed " + seed);
        }
      }
    }
  }

  /** In every second world what is meant is found too; of some texts it is not known yet. */
  private static Concepts concepts() {
    Concepts concepts = new Concepts();
    concepts.missing.add("objektion");
    return concepts;
  }

  private static void compare(
      SearchIndex all, SearchIndex visible, Set<String> audience, Random random, String seed) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      String word = WORDS[random.nextInt(WORDS.length)];
      int kind = random.nextInt(12);
      text.append(
          switch (kind) {
            case 0 -> "\"" + word + "\" ";
            case 1 -> "-" + word + " ";
            case 2 -> "industry:" + word + " ";
            case 3 -> "secret" + random.nextInt(4) + ":x ";
            case 4 -> word.substring(0, 1 + random.nextInt(word.length())) + " ";
            case 5, 6 -> typo(word, random) + " ";
            default -> word + " ";
          });
    }
    String typed = random.nextBoolean() ? text.toString().strip() : text.toString();
    SearchRequest request =
        SearchRequest.of(typed, audience)
            .facets("kind", "industry", "secret0", "secret1")
            .limit(500);
    if (random.nextInt(3) == 0) {
      request = request.filters(Map.of("kind", Set.of("k" + random.nextInt(3))));
    }
    SearchResult told = all.search(request);
    SearchResult truth = visible.search(request);
    String what = seed + ", text <" + typed + ">, audience " + audience;
    assertThat(byId(told)).as(what).isEqualTo(byId(truth));
    assertThat(told.total()).as(what).isEqualTo(truth.total());
    assertThat(told.isByMeaning()).as(what).isEqualTo(truth.isByMeaning());
    assertThat(told.incomplete()).as(what).isEqualTo(truth.incomplete());
    assertThat(told.facets()).as(what).isEqualTo(truth.facets());
    assertThat(told.corrections()).as(what).isEqualTo(truth.corrections());
    assertThat(told.didYouMean()).as(what).isEqualTo(truth.didYouMean());
    assertThat(told.next()).as(what).isEqualTo(truth.next());
    assertThat(all.suggest(typed, audience, 10))
        .as(what)
        .isEqualTo(visible.suggest(typed, audience, 10));
    Map<String, Set<String>> kinds = random.nextBoolean() ? Map.of() : Map.of("kind", Set.of("k1"));
    String more = random.nextBoolean() ? "" : typed;
    assertThat(likest(all.similar(typed, more, audience, kinds, 100)))
        .as(what)
        .isEqualTo(likest(visible.similar(typed, more, audience, kinds, 100)));
  }

  /** Each hit with what it shows. */
  private static Map<String, List<Object>> byId(SearchResult result) {
    return result.hits().stream()
        .collect(
            Collectors.toMap(
                Hit::id,
                hit ->
                    List.of(
                        hit.title(),
                        hit.snippet(),
                        hit.headings(),
                        hit.labels(),
                        hit.why().matchedOn(),
                        Optional.ofNullable(hit.why().meaning()))));
  }

  private static Map<String, String> likest(List<Likeness> found) {
    return found.stream().collect(Collectors.toMap(Likeness::id, Likeness::title));
  }

  private static String typo(String word, Random random) {
    int at = random.nextInt(word.length());
    return switch (random.nextInt(3)) {
      case 0 -> word.substring(0, at) + word.substring(at + 1);
      case 1 -> word.substring(0, at) + "q" + word.substring(at);
      default -> word.substring(0, at) + "q" + word.substring(at + 1);
    };
  }

  private static Entry entry(int number, Random random) {
    Shelf.Draft draft = Shelf.item("id" + number, words(1 + random.nextInt(3), random));
    for (int i = random.nextInt(3); i > 0; i--) {
      draft.passages.add(Passage.of(words(12, random)));
    }
    draft
        .kind("k" + random.nextInt(3))
        .uses(random.nextInt(3))
        .language(LANGUAGES[random.nextInt(4)]);
    for (int i = random.nextInt(3); i > 0; i--) {
      draft.phrasings(words(4, random));
    }
    if (random.nextBoolean()) {
      draft.label("industry", WORDS[random.nextInt(WORDS.length)]);
    }
    if (random.nextInt(20) == 0) {
      draft.label("secret" + random.nextInt(4), "x");
    }
    draft.audience = pick(TERMS, random.nextInt(3), random);
    return draft.entry();
  }

  private static Set<String> pick(String[] from, int count, Random random) {
    List<String> all = new ArrayList<>(Arrays.asList(from));
    java.util.Collections.shuffle(all, random);
    return new HashSet<>(all.subList(0, count));
  }

  private static String words(int count, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      // Squared, so that some words are rare and some frequent.
      double share = random.nextDouble() * random.nextDouble();
      text.append(i == 0 ? "" : " ").append(WORDS[(int) (share * WORDS.length)]);
    }
    return text.toString();
  }
}
