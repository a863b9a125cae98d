package io.halfdoor.api.request;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The open requests in the order of their rank, as this node has read them. */
final class Ranking {

  /*
   * Exact, and not reckoned anew for every call
   *
   * The order of thousands of requests depends on their supporters, deals and hearings: too much for
   * one statement a call. So each node keeps it, and whoever asks for it first applies what was
   * written since it was asked for last. The feed says what that is: items of a few kinds, of which
   * those requests are read again that they concern. Whoever has had an answer to a write finds it
   * applied: also what the feed still holds back from its followers, since it is committed. That is
   * applied once more when the feed has reached it, which changes nothing.
   *
   * A score is of a day (UTC). On the next, or where too much was written, all is read anew.
   */

  private static final String DEAL = "deal";
  private static final String HEARING = "hearing";
  private static final Set<String> KINDS = Set.of(Request.KIND, DEAL, HEARING, Admission.OBJECTION);

  /** With more items than that, reading everything is quicker. */
  private static final int MOST_TOUCHED = 2_000;

  private final RankStore store;
  private final Changes changes;
  private final RankFormula formula;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  private volatile Order order = new Order(List.of(), List.of(), Map.of(), LocalDate.MIN);
  private @Nullable Position at;

  Ranking(Jdbi jdbi, Changes changes, RankFormula formula, InstantSource clock) {
    this.store = jdbi.onDemand(RankStore.class);
    this.changes = changes;
    this.formula = formula;
    this.clock = clock;
  }

  /**
   * The order as it is now.
   *
   * @param head of the feed, taken just before
   */
  Order asOf(Position head) {
    lock.lock();
    try {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      Position reached = at;
      List<Changes.Touched> touched =
          reached == null || reached.epoch() != head.epoch() || !today.equals(order.day)
              ? null
              : changes.touched(reached, KINDS, MOST_TOUCHED);
      if (touched == null || touched.size() == MOST_TOUCHED) {
        order = read(today);
      } else if (!touched.isEmpty()) {
        order = applied(touched);
      }
      if (reached == null || reached.epoch() != head.epoch() || head.isAfter(reached)) {
        at = head;
      }
      return order;
    } finally {
      lock.unlock();
    }
  }

  /** The order as it is now. */
  Order now() {
    return asOf(changes.head());
  }

  /** The order as it was when somebody last asked for it: for those who must not wait. */
  Order known() {
    return order;
  }

  private Order read(LocalDate today) {
    Map<UUID, Long> heard = heard(today);
    List<Stake> stakes =
        stakes(store.standings(Selection.OPEN), store.pipelines(Selection.OPEN, today));
    return new Order(List.of(), ranked(stakes, heard, today), heard, today);
  }

  private Order applied(List<Changes.Touched> touched) {
    LocalDate today = order.day;
    Set<UUID> again =
        store.concerned(
            ids(touched, Request.KIND), ids(touched, DEAL), ids(touched, Admission.OBJECTION));
    boolean isHeard =
        !ids(touched, HEARING).isEmpty() || !ids(touched, Admission.OBJECTION).isEmpty();
    Map<UUID, Long> heard = isHeard ? heard(today) : order.heard;
    List<Ranked> kept = new ArrayList<>(order.ranked.size());
    List<Stake> stakes =
        new ArrayList<>(
            stakes(store.standings(Selection.OPEN, again), store.pipelinesOf(again, today)));
    for (Ranked each : order.ranked) {
      if (again.contains(each.key().id())) {
        continue;
      }
      if (isHeard && each.heard() != times(each.stake(), heard)) {
        stakes.add(each.stake());
      } else {
        kept.add(each);
      }
    }
    return new Order(kept, ranked(stakes, heard, today), heard, today);
  }

  private List<Ranked> ranked(List<Stake> stakes, Map<UUID, Long> heard, LocalDate today) {
    List<Ranked> ranked = new ArrayList<>(stakes.size());
    for (Stake stake : stakes) {
      long times = times(stake, heard);
      Key key =
          new Key(formula.tenths(stake, times, today), stake.standing().createdAt(), stake.id());
      ranked.add(new Ranked(key, stake, times));
    }
    return ranked;
  }

  /** What a request has its rank for, the most first. */
  List<RankFormula.Reason> because(Ranked ranked, Order of) {
    return formula.because(ranked.stake(), ranked.heard(), of.day);
  }

  private Map<UUID, Long> heard(LocalDate today) {
    Instant since =
        today.minusDays(RankFormula.HEARD_DAYS).atStartOfDay(ZoneOffset.UTC).toInstant();
    return store.heard(since).stream()
        .collect(toMap(RankStore.Heard::objectionId, RankStore.Heard::times));
  }

  private static long times(Stake stake, Map<UUID, Long> heard) {
    long times = 0;
    for (UUID objection : stake.standing().objectionIds()) {
      times += heard.getOrDefault(objection, 0L);
    }
    return times;
  }

  private static List<Stake> stakes(
      List<Stake.Standing> standings, List<Stake.Pipeline> pipelines) {
    Map<UUID, List<Stake.Pipeline>> behind =
        pipelines.stream().collect(groupingBy(Stake.Pipeline::requestId));
    return standings.stream()
        .map(standing -> new Stake(standing, behind.getOrDefault(standing.id(), List.of())))
        .toList();
  }

  private static List<UUID> ids(Collection<Changes.Touched> touched, String kind) {
    return touched.stream()
        .filter(each -> each.kind().equals(kind))
        .map(Changes.Touched::itemId)
        .toList();
  }

  /**
   * An open request in its place.
   *
   * @param heard how often its objections were heard lately
   */
  record Ranked(Key key, Stake stake, long heard) {}

  /**
   * A place in the order, whether a request is there or not: the highest score first, and of the
   * same score the oldest.
   *
   * @param tenths the score, in tenths of a point
   */
  record Key(int tenths, Instant createdAt, UUID id) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::tenths)
            .reversed()
            .thenComparing(Key::createdAt)
            .thenComparing(Key::id);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** All open requests in their order at one moment. */
  static final class Order {

    private final List<Ranked> ranked;
    private final Map<UUID, Long> heard;
    private final LocalDate day;
    private final String mark;
    private @Nullable Map<UUID, Integer> queue;

    /** Those that are in their order already, and others to be put among them. */
    private Order(List<Ranked> sorted, List<Ranked> others, Map<UUID, Long> heard, LocalDate day) {
      List<Ranked> all = new ArrayList<>(sorted.size() + others.size());
      all.addAll(sorted);
      all.addAll(others);
      all.sort(Comparator.comparing(Ranked::key)); // quick, since most of it is in order
      this.ranked = all;
      this.heard = heard;
      this.day = day;
      long sum = 1;
      for (Ranked each : ranked) {
        sum = 31 * sum + each.key().id().getLeastSignificantBits();
        sum = 31 * sum + each.key().tenths();
      }
      this.mark = Long.toHexString(sum);
    }

    /** A short text that is another one as soon as anything has another score or place. */
    String mark() {
      return mark;
    }

    /** Those after a place, from the first where it is null. */
    List<Ranked> after(@Nullable Key key) {
      int low = 0;
      int high = key == null ? 0 : ranked.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ranked.get(middle).key().compareTo(Objects.requireNonNull(key)) <= 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return ranked.subList(low, ranked.size());
    }

    /** How many of those that nobody has begun stand before one of them; 0 for all others. */
    synchronized long before(UUID id) {
      Map<UUID, Integer> places = queue;
      if (places == null) {
        places = new HashMap<>();
        for (Ranked each : ranked) {
          if (!each.stake().standing().state().isBegun()) {
            places.put(each.key().id(), places.size());
          }
        }
        queue = places;
      }
      return places.getOrDefault(id, 0);
    }
  }
}
