package io.halfdoor.api.objection;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.Write;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What becomes of it when somebody says what hearings mean, and when that is undone. */
final class Filings {

  /*
   * What a filing does
   *
   * Its hearings move to the objection. Their quotes become phrasings there, so that what is said
   * like them is matched from then on, but for those too long to be one. Where they came from the
   * same quotes are phrasings no longer, if it was a hearing that made them so; what somebody wrote
   * down stays. All of it is kept with the filing, and undoing that puts everything back.
   *
   * Two at once
   *
   * Locks are taken of objections first and of hearings then, each in the order of their ids. A
   * hearing is looked at again when both are held, for it may have been moved by then.
   */

  /** Of how many quotes a filing makes phrasings. */
  static final int MOST_TAUGHT = 20;

  static final Set<String> EVERYONE = Set.of(Audience.EVERYONE.value());

  private final Ids ids;

  Filings(Ids ids) {
    this.ids = ids;
  }

  /**
   * Files hearings.
   *
   * @param hearings ids of such as there are
   * @param to null to take them out of where they are
   * @param made whether that was made of them
   * @throws Problem when the objection is not in use, or somebody else moves them at the same time
   */
  Filing file(
      Write write, Collection<UUID> hearings, @Nullable UUID to, boolean made, boolean teach) {
    FilingStore store = write.store(FilingStore.class);
    Set<UUID> from = store.objections(hearings);
    Map<UUID, Objection> objections = locked(store, from, to);
    if (to != null) {
      requireInUse(objections.get(to));
    }
    List<Hearing> before = store.lockHearings(hearings);
    if (before.stream()
        .anyMatch(one -> one.objectionId() != null && !from.contains(one.objectionId()))) {
      throw Problem.conflict("Somebody else moved them at the same moment; read them again.");
    }
    Filing filing = new Filing(ids.next(), to, made, write.personId(), write.now(), null, null);
    store.insert(filing);
    store.file(filing.id(), to, hearings);
    Set<UUID> changed = new HashSet<>(store.take(filing.id()));
    if (to != null && teach && teach(write, filing.id(), to, before)) {
      changed.add(to);
    }
    record(write, filing, before, objections, changed, to == null ? "takenOut" : "filed");
    return filing;
  }

  /**
   * Undoes a filing that there is.
   *
   * @throws Problem when it is undone already, or its hearings were filed again since
   */
  void undo(Write write, UUID id) {
    FilingStore store = write.store(FilingStore.class);
    Filing filing = store.findForChange(id).orElseThrow();
    if (filing.undoneAt() != null) {
      throw Problem.conflict("This filing is undone already.");
    }
    List<Filing.Filed> filed = store.filed(id);
    Set<UUID> from =
        filed.stream()
            .map(Filing.Filed::fromObjectionId)
            .filter(one -> one != null)
            .collect(Collectors.toSet());
    Map<UUID, Objection> objections = locked(store, from, filing.objectionId());
    List<Hearing> before = store.lockHearings(filed.stream().map(Filing.Filed::hearingId).toList());
    List<UUID> refiled = store.refiled(id);
    if (!refiled.isEmpty()) {
      throw Problem.conflict(
              "Some of its hearings were filed again since; hearings names them. File them anew.")
          .with("hearings", refiled.stream().map(Hearing.IDS::text).toList());
    }
    store.putBack(id);
    Set<UUID> changed = new HashSet<>(store.forget(id));
    changed.addAll(store.giveBack(id));
    store.undo(id, write.now(), write.personId());
    record(write, filing, before, objections, changed, "filingUndone");
    Objection made = filing.madeObjection() ? objections.get(filing.objectionId()) : null;
    if (made != null && made.isActive() && !store.isPointedTo(made.id())) {
      Objection next = made.moved(Objection.State.RETIRED, write.now(), write.personId());
      ObjectionResource.replaced(write, made, next, "moved", detail(filing));
    }
  }

  private static Map<UUID, Objection> locked(FilingStore store, Set<UUID> from, @Nullable UUID to) {
    Set<UUID> all = new HashSet<>(from);
    if (to != null) {
      all.add(to);
    }
    return store.lockObjections(all).stream()
        .collect(Collectors.toMap(Objection::id, Function.identity()));
  }

  private static void requireInUse(@Nullable Objection to) {
    if (to == null) {
      throw ObjectionResource.unknown();
    }
    if (to.mergedInto() != null) {
      throw ObjectionResource.merged(to.mergedInto());
    }
    if (!to.isActive()) {
      throw Problem.conflict("This objection is retired; make it active first, or take another.");
    }
  }

  /** Whether the objection has more phrasings now. */
  private boolean teach(Write write, UUID filing, UUID to, List<Hearing> hearings) {
    FilingStore store = write.store(FilingStore.class);
    int taught = 0;
    for (Hearing hearing : hearings) {
      if (taught < MOST_TAUGHT
          && hearing.quote().length() <= Phrasing.LONGEST
          && store.teach(
              ids.next(),
              to,
              hearing.quote(),
              hearing.id(),
              filing,
              write.now(),
              write.personId())) {
        taught++;
      }
    }
    return taught > 0;
  }

  /** Tells of the filing, of its hearings and of the objections whose phrasings are others now. */
  private static void record(
      Write write,
      Filing filing,
      List<Hearing> before,
      Map<UUID, Objection> objections,
      Set<UUID> changed,
      String action) {
    Map<String, String> detail = detail(filing);
    write.record(Filing.KIND, filing.id(), 1, action, EVERYONE, detail);
    for (Hearing hearing : before) {
      write.record(Hearing.KIND, hearing.id(), hearing.version() + 1, action, EVERYONE, detail);
    }
    objections.values().stream()
        .filter(objection -> changed.contains(objection.id()))
        .forEach(
            objection -> ObjectionResource.record(write, objection, "phrasingsChanged", detail));
  }

  private static Map<String, String> detail(Filing filing) {
    String id = Filing.IDS.text(filing.id());
    return filing.objectionId() == null
        ? Map.of("filing", id)
        : Map.of("filing", id, "objection", Objection.IDS.text(filing.objectionId()));
  }
}
