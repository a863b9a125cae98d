package io.halfdoor.api.deal;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.importing.Outcome;
import io.halfdoor.api.importing.Shelf;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.write.Write;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of a mention: which deal is meant, and what of it is new. */
final class Mentions {

  /*
   * Which deal is meant
   *
   * A CRM id says it alone. Account and name say it where there is no CRM id; with one, they find
   * the deal that was known by them so far, and it gets the id. Where both are there already, they
   * turn out to be one: that without the id is merged into the other, and stays as another name.
   *
   * Two at once
   *
   * Whoever mentions a deal holds the locks of the names that they mention it by, in one order, and
   * then that of its row. So two who mention a new one make one, and nobody refers to a deal that
   * is merged meanwhile: it can be found by its account and name alone, and those are locked.
   */

  private static final Set<String> EVERYONE = Set.of(Audience.EVERYONE.value());

  private final Ids ids;
  private final Labels labels;
  private final List<Deals.Moving> references = new ArrayList<>();

  Mentions(Ids ids, Labels labels) {
    this.ids = ids;
    this.labels = labels;
  }

  void moveToo(Deals.Moving moving) {
    references.add(moving);
  }

  /** The deal that was mentioned, as it is now. */
  record Noted(Deal deal, Outcome outcome) {}

  /**
   * What there is already of what is mentioned.
   *
   * @param twin the deal of that account and name, where another has the CRM id
   */
  private record Found(@Nullable Deal deal, @Nullable Deal twin) {}

  /** What of a mention is taken, what is not, and what is the CRM's word by now. */
  private record News(Set<Fact> taken, Set<Fact> refused, Set<String> fromCrm) {

    static News of(@Nullable Deal present, DealRef said, Source source) {
      Set<Fact> taken = EnumSet.noneOf(Fact.class);
      Set<Fact> refused = EnumSet.noneOf(Fact.class);
      Set<String> fromCrm = new TreeSet<>(present == null ? Set.of() : present.fromCrm());
      for (Fact fact : Fact.values()) {
        boolean isFixed = source == Source.PERSON && fromCrm.contains(fact.word());
        if (fact.of(said) == null || (present != null && isHowItIsFound(fact, said))) {
          continue;
        }
        if (present == null || differs(fact, present.known(), said, source)) {
          (isFixed ? refused : taken).add(fact);
        }
        if (source == Source.CRM) {
          fromCrm.add(fact.word());
        }
      }
      return new News(taken, refused, fromCrm);
    }

    private static boolean isHowItIsFound(Fact fact, DealRef said) {
      return said.crmId() == null && fact.isName();
    }

    private static boolean differs(Fact fact, DealRef known, DealRef said, Source source) {
      String before = fact.text(known);
      String now = Objects.requireNonNull(fact.text(said));
      boolean isSpelling =
          before != null
              && source == Source.PERSON
              && fact.isName()
              && DealRef.key(now).equals(DealRef.key(before));
      return !now.equals(before) && !isSpelling;
    }

    boolean change(Deal present) {
      return !taken.isEmpty() || !fromCrm.equals(present.fromCrm());
    }
  }

  /** What would become of it; nothing is written. */
  Shelf.Result look(DealStore store, DealRef said, Source source, String pointer) {
    Found found = found(store, said);
    Deal present = found.deal();
    News news = News.of(present, said, source);
    requireStage(said, news, pointer);
    if (present == null) {
      return new Shelf.Result(Outcome.CREATED, null);
    }
    boolean isChanged = found.twin() != null || news.change(present);
    return new Shelf.Result(isChanged ? Outcome.UPDATED : Outcome.UNCHANGED, present.id());
  }

  /**
   * Notes it down.
   *
   * @param pointer where in the request the mention stands
   */
  Noted note(Write write, DealRef said, Source source, String pointer) {
    DealStore store = write.store(DealStore.class);
    if (said.crmId() != null) {
      store.lockName("crm " + said.crmId());
    }
    if (said.nameKey() != null) {
      store.lockName("name " + said.nameKey());
    }
    Found found = found(store, said);
    Noted noted =
        found.deal() == null
            ? added(write, said, source, pointer)
            : told(write, found.deal().id(), found.twin(), said, source, pointer);
    if (source == Source.PERSON) {
      store.mentioned(noted.deal().id(), write.personId());
    }
    return noted;
  }

  private static Found found(DealStore store, DealRef said) {
    Optional<Deal> byName =
        Optional.ofNullable(said.nameKey()).flatMap(store::byName).flatMap(store::find);
    if (said.crmId() == null) {
      return new Found(byName.orElse(null), null);
    }
    Deal nameless = byName.filter(deal -> deal.known().crmId() == null).orElse(null);
    Optional<Deal> byId = store.byCrmId(said.crmId()).flatMap(store::find);
    return byId.isPresent() ? new Found(byId.get(), nameless) : new Found(nameless, null);
  }

  private Noted added(Write write, DealRef said, Source source, String pointer) {
    News news = News.of(null, said, source);
    requireStage(said, news, pointer);
    Deal deal =
        Deal.unknown(ids.next(), write.now()).told(said, news.taken(), news.fromCrm(), write.now());
    write.store(DealStore.class).insert(deal);
    keep(write, deal.id(), null, said, source, news);
    write.record(Deal.KIND, deal.id(), deal.version(), "created", EVERYONE, said);
    return new Noted(deal, Outcome.CREATED);
  }

  private Noted told(
      Write write, UUID id, @Nullable Deal twin, DealRef said, Source source, String pointer) {
    DealStore store = write.store(DealStore.class);
    store.lock(id);
    Deal present = twin == null ? store.find(id).orElseThrow() : merged(write, id, twin);
    News news = News.of(present, said, source);
    requireStage(said, news, pointer);
    keep(write, id, present.known(), said, source, news);
    if (twin == null && !news.change(present)) {
      return new Noted(present, Outcome.UNCHANGED);
    }
    Deal next = present.told(said, news.taken(), news.fromCrm(), write.now()).raised();
    store.replace(next);
    String action = twin == null ? "changed" : "merged";
    write.record(Deal.KIND, id, next.version(), action, EVERYONE, said);
    return new Noted(next, Outcome.UPDATED);
  }

  /**
   * The one that stays, with what is known of its twin alone; all that refers to the twin moves.
   */
  private Deal merged(Write write, UUID id, Deal twin) {
    DealStore store = write.store(DealStore.class);
    store.merge(twin.id(), id, write.now());
    store.inherit(twin.id(), id);
    store.moveSaid(twin.id(), id);
    references.forEach(moving -> moving.move(write, twin.id(), id));
    write.recordDeleted(Deal.KIND, twin.id(), twin.version() + 1, EVERYONE);
    Deal present = store.find(id).orElseThrow();
    Set<Fact> gaps = EnumSet.noneOf(Fact.class);
    for (Fact fact : Fact.values()) {
      boolean isGap = fact.of(present.known()) == null && fact.of(twin.known()) != null;
      boolean isOpenByDefault =
          fact == Fact.STATE
              && present.state() == DealState.OPEN
              && !present.fromCrm().contains(fact.word());
      if (isGap || isOpenByDefault) {
        gaps.add(fact);
      }
    }
    Set<String> fromCrm = new TreeSet<>(present.fromCrm());
    gaps.stream().map(Fact::word).filter(twin.fromCrm()::contains).forEach(fromCrm::add);
    return present.told(twin.known(), gaps, fromCrm, write.now());
  }

  private static void keep(
      Write write, UUID id, @Nullable DealRef before, DealRef said, Source source, News news) {
    DealStore store = write.store(DealStore.class);
    for (Fact fact : Fact.values()) {
      boolean isTaken = news.taken().contains(fact);
      if (isTaken || news.refused().contains(fact)) {
        store.said(
            id,
            write.now(),
            write.personId(),
            source,
            fact,
            before == null ? null : fact.text(before),
            Objects.requireNonNull(fact.text(said)),
            isTaken);
      }
    }
  }

  /** The vocabulary is asked only where the stage becomes another. */
  private void requireStage(DealRef said, News news, String pointer) {
    if (said.stage() != null && news.taken().contains(Fact.STAGE)) {
      labels.checkValue("stage", said.stage(), pointer + "/stage");
    }
  }
}
