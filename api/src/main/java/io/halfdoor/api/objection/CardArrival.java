package io.halfdoor.api.objection;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.importing.Outcome;
import io.halfdoor.api.item.State;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.write.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A battle card on its way in. It adds and changes what is on it; phrasings and answers that are
 * not on it stay as they are, the answers after those that are. An answer is known by its title,
 * and of several with the same one each by its turn.
 */
record CardArrival(
    Write write,
    Caller caller,
    Ids ids,
    Labels labels,
    Categories categories,
    Links links,
    BattleCard card) {

  /** Puts the card in, and tells what changed by it. */
  Arrived put() {
    Optional<Objection> known = known();
    TreeSet<String> changes = new TreeSet<>();
    Objection objection = known.map(present -> described(present, changes)).orElseGet(this::added);
    phrasings(objection, changes);
    answers(objection, changes);
    Shown shown =
        Shown.of(
            write, write.store(ObjectionStore.class).find(objection.id()).orElseThrow(), caller);
    Outcome outcome =
        known.isEmpty() ? Outcome.CREATED : changes.isEmpty() ? Outcome.UNCHANGED : Outcome.UPDATED;
    return new Arrived(outcome, List.copyOf(changes), shown);
  }

  /** The objection with the card's external id, or whose id that is. */
  private Optional<Objection> known() {
    Optional<Objection> known = write.store(ObjectionStore.class).findKnownAs(card.externalId());
    Optional<UUID> id = Objection.IDS.parse(card.externalId());
    if (known.isEmpty() && id.isPresent()) {
      return write.store(ObjectionStore.class).findForChange(id.get());
    }
    return known;
  }

  private Objection added() {
    Description said = card.described(write.personId(), card.externalId());
    categories.require(said.category(), "/category");
    labels.check(said.labels(), Map.of(), "/labels");
    Objection added = ObjectionResource.added(write, ids.next(), said);
    ObjectionResource.record(write, added, "created", Wording.of(said));
    return card.state() == Objection.State.RETIRED ? moved(added, Objection.State.RETIRED) : added;
  }

  private Objection described(Objection present, TreeSet<String> changes) {
    if (present.mergedInto() != null) {
      throw ObjectionResource.merged(present.mergedInto());
    }
    Description before = present.description();
    Description said = card.described(before.ownerId(), before.externalId());
    Objection next = present;
    if (!said.equals(before)) {
      if (!said.category().equals(before.category())) {
        categories.require(said.category(), "/category");
        changes.add("category");
      }
      if (!said.labels().equals(before.labels())) {
        labels.check(said.labels(), before.labels(), "/labels");
        changes.add("labels");
      }
      if (!said.phrase().equals(before.phrase())) {
        changes.add("phrase");
      }
      next = present.described(said, write.now(), write.personId());
      ObjectionResource.replaced(write, present, next, "changed", Wording.of(said));
      ObjectionResource.retell(write, next);
    }
    if (card.state() != null && card.state() != next.state()) {
      changes.add("state");
      next.state().requireNext(card.state());
      next = moved(next, card.state());
    }
    return next;
  }

  private Objection moved(Objection present, Objection.State to) {
    Objection next = present.moved(to, write.now(), write.personId());
    ObjectionResource.replaced(
        write, present, next, "moved", new ObjectionResource.Transition(to, null));
    ObjectionResource.retell(write, next);
    return next;
  }

  private void phrasings(Objection objection, TreeSet<String> changes) {
    PhrasingStore store = write.store(PhrasingStore.class);
    List<String> added = new ArrayList<>();
    for (String text : card.phrasings()) {
      Phrasing phrasing =
          new Phrasing(
              ids.next(),
              objection.id(),
              Phrasing.tidy(text, "/phrasings"),
              null,
              write.now(),
              write.personId());
      if (store.insert(phrasing)) {
        added.add(phrasing.text());
      }
    }
    if (!added.isEmpty()) {
      changes.add("phrasings");
      ObjectionResource.record(write, objection, "phrasingAdded", added);
    }
  }

  private void answers(Objection objection, TreeSet<String> changes) {
    AnswerStore store = write.store(AnswerStore.class);
    List<ShownAnswer> left = new ArrayList<>(store.to(objection.id()));
    left.sort(Comparator.comparing(CardArrival::isArchived)); // taken up where no other is meant
    List<UUID> order = new ArrayList<>();
    for (BattleCard.CardAnswer wanted : card.answers()) {
      Optional<ShownAnswer> present =
          left.stream()
              .filter(shown -> shown.answer().script().title().equals(wanted.title()))
              .findFirst();
      if (present.isEmpty()) {
        changes.add("answers");
        Script script = wanted.scripted(write.personId());
        order.add(AnswersResource.added(write, ids.next(), objection, script, wanted.state()).id());
      } else {
        left.remove(present.get());
        order.add(present.get().answer().id());
        if (changed(present.get().answer(), wanted)) {
          changes.add("answers");
        }
      }
    }
    left.forEach(shown -> order.add(shown.answer().id()));
    List<UUID> now =
        store.to(objection.id()).stream()
            .filter(shown -> !isArchived(shown))
            .map(shown -> shown.answer().id())
            .toList();
    if (!order.stream().filter(now::contains).toList().equals(now)) {
      changes.add("answers");
      for (int i = 0; i < order.size(); i++) {
        store.place(order.get(i), i + 1);
      }
      ObjectionResource.record(
          write, objection, "answersOrdered", order.stream().map(Answer.IDS::text).toList());
    }
  }

  /** No card has it, so where it stands is no matter of cards. */
  private static boolean isArchived(ShownAnswer shown) {
    return shown.answer().state() == State.ARCHIVED;
  }

  /** Whether an answer is another now. */
  private boolean changed(Answer present, BattleCard.CardAnswer wanted) {
    Script script = wanted.scripted(present.script().ownerId());
    Answer next = present;
    if (!script.equals(present.script())) {
      next = present.scripted(script, write.now(), write.personId());
      AnswerResource.replaced(write, present, next, "changed", AnswerWording.of(script));
    }
    if (wanted.state() != next.state()) {
      next.state().requireNext(wanted.state());
      if (wanted.state() == State.ARCHIVED) {
        links.release(write, AnswerResource.item(next), caller, false);
      }
      Answer moved = next.moved(wanted.state(), write.now(), write.personId());
      AnswerResource.replaced(
          write, next, moved, "moved", new AnswerResource.Transition(wanted.state(), null));
      next = moved;
    }
    return next.version() > present.version();
  }

  /** What became of a card: which parts of the objection changed, and how it is now. */
  record Arrived(Outcome outcome, List<String> changes, Shown shown) {}
}
