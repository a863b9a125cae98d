package io.halfdoor.api.request;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.link.Link;
import io.halfdoor.api.link.LinkRole;
import io.halfdoor.api.link.Links;
import io.halfdoor.search.Likeness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What there is that may be what somebody is about to ask for: what is published, and what was
 * asked for and is still open.
 *
 * <p>The likeness is that of the words, as the index tells it: the title against titles and
 * phrasings, and all of the draft against all of an item. Being about an objection of the draft
 * raises it by {@value #SAME_OBJECTION}, each label of the draft by {@value #SAME_LABEL}. At most
 * {@value #OF_A_KIND} of each kind are told, so that none crowds out another, and none that is less
 * like it than {@value #LEAST}: of the requests, the library and the answers, whatever is likest
 * goes first.
 */
final class Similar {

  static final int OF_A_KIND = 5;

  private static final double LEAST = 0.15;
  private static final double SAME_OBJECTION = 0.15;
  private static final double SAME_LABEL = 0.03;
  private static final Set<String> LIBRARY = Set.of("collateral", "template", "objection");
  private static final Set<String> PUBLISHED = Set.of("published");

  private final RequestStore requests;
  private final Finder finder;
  private final Items items;
  private final Links links;

  Similar(Jdbi jdbi, Finder finder, Items items, Links links) {
    this.requests = jdbi.onDemand(RequestStore.class);
    this.finder = finder;
    this.items = items;
    this.links = links;
  }

  /**
   * Something like a draft.
   *
   * @param likeness from 0 to 1
   * @param words of the draft that it has, those of its title first
   * @param labels that both have
   * @param objections that both are about
   * @param state of a request; null for all else
   */
  record Alike(
      Item item,
      double likeness,
      String saying,
      List<String> words,
      Map<String, List<String>> labels,
      List<String> objections,
      Request.@Nullable State state) {

    static final Comparator<Alike> LIKEST_FIRST =
        Comparator.comparingDouble((Alike one) -> -one.likeness)
            .thenComparing(one -> one.item.title())
            .thenComparing(one -> one.item.id());
  }

  /** What the caller sees of what is like a draft, the likest first. */
  List<Alike> to(TypedDraft draft, Caller caller) {
    Set<UUID> objections = objections(draft, caller);
    List<Alike> alike = new ArrayList<>();
    Set<UUID> answering = answering(objections);
    for (String kind : LIBRARY) {
      Map<UUID, Likeness> likest = likest(draft, kind, PUBLISHED, caller);
      for (Item item : visible(kind, likest.keySet(), caller)) {
        boolean isAbout = answering.contains(item.id()) || objections.contains(item.id());
        add(alike, item, null, likest, draft, isAbout ? objections : Set.of());
      }
    }
    Map<UUID, Likeness> likest = likest(draft, Request.KIND, Selection.OPEN, caller);
    for (Request request : requests.findAll(likest.keySet())) {
      if (request.isSeenBy(caller) && request.state().isOpen()) {
        Set<UUID> same = new LinkedHashSet<>(request.description().objectionIds());
        same.retainAll(objections);
        add(alike, request.item(), request.state(), likest, draft, same);
      }
    }
    return alike.stream()
        .filter(one -> one.likeness() >= LEAST)
        .sorted(Alike.LIKEST_FIRST)
        .toList();
  }

  /** The objections of a draft that there are; the others are typed on. */
  private Set<UUID> objections(TypedDraft draft, Caller caller) {
    return Objects.requireNonNullElse(draft.objections(), List.<String>of()).stream()
        .flatMap(id -> items.find(id, caller).stream())
        .filter(item -> item.kind().equals(Admission.OBJECTION))
        .map(Item::id)
        .collect(toSet());
  }

  /** What says of itself that it helps with any of these. */
  private Set<UUID> answering(Set<UUID> objections) {
    return objections.isEmpty()
        ? Set.of()
        : links.to(objections, LinkRole.ANSWERS).stream().map(Link::fromId).collect(toSet());
  }

  private Map<UUID, Likeness> likest(
      TypedDraft draft, String kind, Set<String> states, Caller caller) {
    IdPrefix ids = items.kind(kind).orElseThrow().ids();
    return finder
        .similar(
            draft.text(),
            draft.more(),
            caller,
            Map.of("kind", Set.of(kind), "state", states),
            OF_A_KIND)
        .stream()
        .collect(toMap(like -> ids.parse(like.id()).orElseThrow(), Function.identity()));
  }

  /** Those that are still published and seen: the index may be a little behind. */
  private List<Item> visible(String kind, Collection<UUID> ids, Caller caller) {
    return items.visible(items.kind(kind).orElseThrow(), ids, caller).stream()
        .filter(Item::published)
        .toList();
  }

  private void add(
      List<Alike> to,
      Item item,
      Request.@Nullable State state,
      Map<UUID, Likeness> likest,
      TypedDraft draft,
      Set<UUID> objections) {
    Likeness like = likest.get(item.id());
    if (like == null) {
      return;
    }
    Map<String, List<String>> labels = shared(draft, like);
    long same = labels.values().stream().mapToLong(List::size).sum();
    double likeness =
        like.likeness() + (objections.isEmpty() ? 0 : SAME_OBJECTION) + same * SAME_LABEL;
    Set<String> words = new LinkedHashSet<>(like.shared());
    words.addAll(like.had());
    to.add(
        new Alike(
            item,
            Math.round(Math.min(1, likeness) * 1_000) / 1_000.0,
            like.saying(),
            List.copyOf(words),
            labels,
            objections.stream().map(id -> items.text(Admission.OBJECTION, id)).sorted().toList(),
            state));
  }

  private static Map<String, List<String>> shared(TypedDraft draft, Likeness like) {
    Map<String, List<String>> shared = new TreeMap<>();
    Objects.requireNonNullElse(draft.labels(), Map.<String, List<String>>of())
        .forEach(
            (key, values) -> {
              List<String> both = new ArrayList<>(like.labels().getOrDefault(key, List.of()));
              both.retainAll(values);
              if (!both.isEmpty()) {
                shared.put(key, both);
              }
            });
    return shared;
  }
}
