package io.halfdoor.api.objection;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.search.Likeness;
import io.halfdoor.search.TextGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Which objection a quote means.
 *
 * <p>What people taught goes first: the objection that has the very quote among its phrasings, of
 * several the one that got it last. Else the likest is a sure match where it is like enough and far
 * enough ahead of the second, and nobody ever took the very quote out of it; where it is not, none
 * is.
 */
final class Matching {

  /** By words alone. */
  static final Sure BY_WORDS = new Sure(0.36, 0.05);

  /** By words and meaning: where all are liker, and the right one stands out more. */
  static final Sure BY_MEANING = new Sure(0.44, 0.05);

  /**
   * When a match is sure: as {@code bench/run matching} learns it.
   *
   * @param like the least likeness
   * @param ahead how much liker than the second it has to be
   */
  record Sure(double like, double ahead) {}

  static final int RUNNERS_UP = 3;

  private final Finder finder;
  private final HearingStore hearings;

  Matching(Jdbi jdbi, Finder finder) {
    this.finder = finder;
    this.hearings = jdbi.onDemand(HearingStore.class);
  }

  /** What a quote means, by all that was written of objections until now. */
  Matched of(String quote, Caller caller) {
    finder.catchUp(Objection.KIND);
    List<Likely> likest = likest(quote, RUNNERS_UP + 1, caller);
    return hearings
        .said(quote)
        .map(said -> taught(said, quote, likest))
        .orElseGet(() -> standing(decide(likest), quote));
  }

  /** The same, or unsure where somebody took the quote out of what it is like. */
  private Matched standing(Matched decided, String quote) {
    Likely match = decided.match();
    return match != null && hearings.takenOut(quote).contains(match.objectionId())
        ? decided.unsure()
        : decided;
  }

  /** The objection that is likest to a quote, however little, as far as the index knows. */
  Optional<Likely> nearest(String quote, Caller caller) {
    return likest(quote, 1, caller).stream().findFirst();
  }

  /** Quotes that mean none of the objections that the index knows, put together by likeness. */
  List<TextGroups.Group> groups(List<TextGroups.Text> quotes) {
    return finder.groups(quotes, Objection.KIND);
  }

  private List<Likely> likest(String quote, int limit, Caller caller) {
    return finder.similar(quote, caller, Objection.KIND, limit).stream()
        .map(Matching::likely)
        .toList();
  }

  private static Likely likely(Likeness like) {
    return new Likely(
        Objection.IDS.parse(like.id()).orElseThrow(),
        like.title(),
        like.likeness(),
        like.meaning() != null,
        like.saying(),
        like.shared());
  }

  private static Matched taught(HearingStore.Said said, String quote, List<Likely> likest) {
    List<Likely> others = new ArrayList<>(likest);
    others.removeIf(other -> other.objectionId().equals(said.objectionId()));
    List<String> shared =
        likest.stream()
            .filter(other -> other.objectionId().equals(said.objectionId()))
            .findFirst()
            .map(Likely::shared)
            .orElse(List.of());
    return new Matched(
        new Likely(said.objectionId(), said.phrase(), 1, false, quote, shared), few(others));
  }

  /**
   * The decision by likeness alone.
   *
   * @param likest the likest first
   */
  static Matched decide(List<Likely> likest) {
    if (likest.isEmpty()) {
      return new Matched(null, List.of());
    }
    Likely first = likest.getFirst();
    double second = likest.size() == 1 ? 0 : likest.get(1).likeness();
    Sure sure = first.isMeant() ? BY_MEANING : BY_WORDS;
    boolean isSure = first.likeness() >= sure.like && first.likeness() - second >= sure.ahead;
    return isSure
        ? new Matched(first, few(likest.subList(1, likest.size())))
        : new Matched(null, few(likest));
  }

  private static List<Likely> few(List<Likely> likest) {
    return List.copyOf(likest.subList(0, Math.min(RUNNERS_UP, likest.size())));
  }
}
