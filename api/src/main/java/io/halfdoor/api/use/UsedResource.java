package io.halfdoor.api.use;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.figure.Window;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is used most, and what nobody uses: of the items that the caller sees. */
@Path("uses")
@Produces(MediaType.APPLICATION_JSON)
public final class UsedResource {

  /** How many items are looked up at a time. */
  private static final int BATCH = 500;

  private final UseStore uses;
  private final Items items;
  private final InstantSource clock;

  UsedResource(UseStore uses, Items items, InstantSource clock) {
    this.uses = uses;
    this.items = items;
    this.clock = clock;
  }

  @GET
  @Path("ranking")
  @Allow
  public Ranking ranking(
      @Auth Caller caller,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("team") @Nullable String team,
      @QueryParam("how") @Nullable How how,
      @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(200) int limit) {
    if (kind != null) {
      kind(kind);
    }
    Window window = Window.of(from, to, clock.instant());
    List<UseStore.Used> used = uses.used(window.begin(), window.end(), kind, team, how);
    List<UsedBody> ranked = new ArrayList<>();
    for (int start = 0; start < used.size() && ranked.size() < limit; start += BATCH) {
      List<UseStore.Used> batch = used.subList(start, Math.min(start + BATCH, used.size()));
      Map<UUID, Item> visible = visible(batch, caller);
      batch.stream()
          .filter(one -> visible.containsKey(one.itemId()))
          .limit(limit - ranked.size())
          .map(one -> body(one, Objects.requireNonNull(visible.get(one.itemId()))))
          .forEach(ranked::add);
    }
    return new Ranking(window.from(), window.to(), ranked);
  }

  @GET
  @Path("unused")
  @Allow
  public Page<UnusedBody> unused(
      @Auth Caller caller,
      @QueryParam("kind") @DefaultValue("collateral") String kind,
      @QueryParam("days") @DefaultValue("90") @Min(1) @Max(3_650) int days,
      @QueryParam("team") @Nullable String team,
      @BeanParam Paging paging) {
    ItemKind of = kind(kind);
    List<String> after = paging.after(1);
    UUID at =
        after == null ? null : of.ids().parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    Instant since = clock.instant().minus(Duration.ofDays(days));
    List<UnusedBody> unused = new ArrayList<>();
    List<UUID> ids = of.all().after(at, BATCH);
    while (!ids.isEmpty() && unused.size() < paging.rows()) {
      unused.addAll(unused(of, ids, caller, team, since));
      ids = of.all().after(ids.getLast(), BATCH);
    }
    List<UnusedBody> rows = unused.subList(0, Math.min(unused.size(), paging.rows()));
    return Page.of(rows, paging, one -> List.of(one.item()));
  }

  /**
   * Those of these, in their order, that readers could have used all the time since and did not.
   */
  private List<UnusedBody> unused(
      ItemKind kind, List<UUID> ids, Caller caller, @Nullable String team, Instant since) {
    Map<UUID, Item> visible = new HashMap<>();
    items.visible(kind, ids, caller).forEach(item -> visible.put(item.id(), item));
    Map<UUID, Instant> last =
        uses.lastUses(visible.keySet(), team).stream()
            .collect(Collectors.toMap(UseStore.LastUse::itemId, UseStore.LastUse::at));
    return ids.stream()
        .map(visible::get)
        .filter(Objects::nonNull)
        .filter(item -> item.published() && isFor(team, item))
        .filter(item -> !Ids.madeAt(item.id()).isAfter(since))
        .filter(item -> !last.getOrDefault(item.id(), Instant.MIN).isAfter(since))
        .map(item -> body(item, last.get(item.id())))
        .toList();
  }

  /** Whether everybody in a team sees an item: else it is none that the team could have used. */
  private static boolean isFor(@Nullable String team, Item item) {
    return team == null
        || !Collections.disjoint(
            item.audience(), Set.of(Audience.EVERYONE.value(), Audience.team(team).value()));
  }

  private ItemKind kind(String name) {
    return items
        .kind(name)
        .orElseThrow(
            () -> {
              String known =
                  items.kinds().stream().map(ItemKind::name).collect(Collectors.joining(", "));
              return Problem.unreadable(
                  "There is no kind of item called that; there are: " + known + ".",
                  Fault.in("kind", "Must be one of " + known + "."));
            });
  }

  private Map<UUID, Item> visible(List<UseStore.Used> used, Caller caller) {
    Map<UUID, Item> visible = new HashMap<>();
    used.stream()
        .collect(
            Collectors.groupingBy(
                UseStore.Used::kind, Collectors.mapping(UseStore.Used::itemId, Collectors.toSet())))
        .forEach(
            (name, ids) ->
                items
                    .kind(name)
                    .ifPresent(
                        kind ->
                            items
                                .visible(kind, ids, caller)
                                .forEach(item -> visible.put(item.id(), item))));
    return visible;
  }

  private UsedBody body(UseStore.Used used, Item item) {
    return new UsedBody(
        items.text(item),
        item.kind(),
        item.title(),
        used.uses(),
        used.people(),
        used.deals(),
        used.lastUsedAt());
  }

  private UnusedBody body(Item item, @Nullable Instant lastUsedAt) {
    return new UnusedBody(
        items.text(item),
        item.kind(),
        item.title(),
        item.owner() == null ? null : Person.IDS.text(item.owner()),
        lastUsedAt);
  }

  /** The items used in some days, most used first. */
  record Ranking(LocalDate from, LocalDate to, List<UsedBody> items) {}

  /**
   * How an item was used.
   *
   * @param deals how many, each once however often it was used for them
   */
  record UsedBody(
      String item,
      String kind,
      String title,
      long uses,
      long people,
      long deals,
      Instant lastUsedAt) {}

  /**
   * An item that nobody used for a while.
   *
   * @param lastUsedAt before that; null where it never was
   */
  record UnusedBody(
      String item,
      String kind,
      String title,
      @Nullable String ownerId,
      @Nullable Instant lastUsedAt) {}
}
