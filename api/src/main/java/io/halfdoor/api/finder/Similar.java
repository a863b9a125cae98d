package io.halfdoor.api.finder;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Likeness;
import io.halfdoor.search.Passage;
import io.halfdoor.search.SearchIndex;
import io.halfdoor.search.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is said like something, be it an item or what somebody wrote. Who may see what is as in a
 * search: of the same index, by the same terms.
 */
final class Similar {

  static final int MAX_LIMIT = 50;
  static final int USUAL_LIMIT = 10;

  /** What is less like it has a word of grammar in common, or one of very many. */
  private static final double LEAST = 0.05;

  /** Passages of an item that say enough of its text: not many of their words count. */
  private static final int BEGINNING = 3;

  private final SearchIndex index;
  private final Items items;

  Similar(SearchIndex index, Items items) {
    this.index = index;
    this.items = items;
  }

  /**
   * Items most like a text, the likest first.
   *
   * @param filters wanted values by field name or label key
   */
  SimilarList to(String text, Map<String, Set<String>> filters, Caller caller, int limit) {
    return new SimilarList(bodies(text, "", filters, caller, limit).toList());
  }

  /**
   * Items most like one, itself left out: its title, phrasings and summary are held against those
   * of others, the beginning of its text against all of them. One that nobody is to find is like
   * nothing.
   */
  SimilarList to(Item item, Map<String, Set<String>> filters, Caller caller, int limit) {
    ItemKind kind = items.kind(item.kind()).orElseThrow();
    Optional<Entry> entry = EntryReader.read(kind, List.of(item.id())).stream().findFirst();
    return new SimilarList(
        entry.stream()
            .flatMap(its -> bodies(said(its.words()), beginning(its), filters, caller, limit + 1))
            .filter(other -> !other.id().equals(items.text(item)))
            .limit(limit)
            .toList());
  }

  private static String said(Words words) {
    return Stream.of(
            Stream.of(words.title()), words.phrasings().stream(), Stream.of(words.summary()))
        .flatMap(texts -> texts)
        .collect(Collectors.joining("\n"));
  }

  private static String beginning(Entry entry) {
    return entry.passages().stream()
        .limit(BEGINNING)
        .map(Passage::text)
        .collect(Collectors.joining("\n"));
  }

  private Stream<SimilarBody> bodies(
      String text, String more, Map<String, Set<String>> filters, Caller caller, int limit) {
    return SearchResource.asked(() -> index.similar(text, more, caller.terms(), filters, limit))
        .stream()
        .filter(like -> like.likeness() >= LEAST)
        .map(like -> SimilarBody.of(like, items));
  }

  /** What is like something, the likest first. */
  record SimilarList(List<SimilarBody> items) {}

  /**
   * An item that is like something, as callers see it.
   *
   * @param href where it can be read, on this server
   */
  record SimilarBody(
      String kind,
      String id,
      String href,
      String title,
      double likeness,
      LikeWhy why,
      Map<String, List<String>> labels) {

    static SimilarBody of(Likeness like, Items items) {
      return new SimilarBody(
          like.kind(),
          like.id(),
          SearchAnswer.address(like.kind(), like.id(), items),
          like.title(),
          WhyBody.rounded(like.likeness()),
          LikeWhy.of(like),
          like.labels());
    }
  }

  /**
   * Why it is like it, in a sentence and in data.
   *
   * @param says the rest as a sentence
   * @param saying its title or phrasing that is nearest
   * @param words of what was asked that it has, those of the saying first
   * @param meaning how near it is in meaning, from 0 to 1; absent where that did not count
   */
  record LikeWhy(String says, String saying, List<String> words, @Nullable Double meaning) {

    private static final int TOLD = 5;

    static LikeWhy of(Likeness like) {
      List<String> words =
          Stream.concat(like.shared().stream(), like.had().stream()).distinct().toList();
      Double meaning = like.meaning();
      Double rounded = meaning == null ? null : (Double) WhyBody.rounded(meaning);
      List<String> says = new ArrayList<>();
      if (!words.isEmpty()) {
        int more = words.size() - TOLD;
        String first =
            words.stream()
                .limit(TOLD)
                .map(word -> "\u201c" + word + "\u201d")
                .collect(Collectors.joining(", "));
        says.add("has " + first + (more > 0 ? " and " + more + " more of its words" : ""));
      }
      if (rounded != null && rounded > 0) {
        says.add(WhyBody.near(rounded));
      }
      return new LikeWhy(WhyBody.sentence(says), like.saying(), words, rounded);
    }
  }
}
