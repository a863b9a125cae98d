package io.halfdoor.api.learning;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Access;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What searches ought to find, and whether they do. */
@Path("search/judgements")
@Produces(MediaType.APPLICATION_JSON)
public final class JudgementResource {

  /** How many hits are looked at for the item. */
  private static final int FIRST = 100;

  private static final int USUAL_GRADE = 3;

  private final JudgementStore judgements;
  private final Writes writes;
  private final Ids ids;
  private final Access access;
  private final Finder finder;
  private final Items items;

  JudgementResource(Jdbi jdbi, Writes writes, Ids ids, Access access, Finder finder, Items items) {
    this.judgements = jdbi.onDemand(JudgementStore.class);
    this.writes = writes;
    this.ids = ids;
    this.access = access;
    this.finder = finder;
    this.items = items;
  }

  /** Of the items that the caller may see; so a page may be shorter than its limit. */
  @GET
  @Allow({Role.MARKETER, Role.ADMIN})
  public Page<JudgementBody> list(@Auth Caller caller, @BeanParam Paging paging) {
    List<String> after = paging.after(1);
    UUID start =
        after == null
            ? null
            : Judgement.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    Page<Judgement> page =
        Page.of(
            judgements.after(start, paging.rows()),
            paging,
            judgement -> List.of(Judgement.IDS.text(judgement.id())));
    return new Page<>(bodies(page.items(), caller), page.next());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response judge(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull @Valid NewJudgement body) {
    Item item =
        items
            .find(body.item(), caller)
            .orElseThrow(
                () -> Problem.invalid(Fault.at("/item", "There is no item with this id.")));
    Search search = new Search(caller.personId(), body.query().strip(), body.wanted());
    List<String> found = found(search, caller);
    return writes.write(
        request,
        body,
        write -> {
          JudgementStore store = write.store(JudgementStore.class);
          Judgement said =
              new Judgement(
                  ids.next(),
                  1,
                  search.query(),
                  search.filters(),
                  item.kind(),
                  item.id(),
                  Objects.requireNonNullElse(body.grade(), USUAL_GRADE),
                  write.personId(),
                  write.now());
          store.lock(said.asked());
          Optional<Judgement> present = store.of(said.asked(), item.id());
          if (present.isEmpty()) {
            store.insert(said);
            write.record(Judgement.KIND, said.id(), 1, "created", readers(item, said), body);
            JudgementBody made = body(said, item, found);
            return Answer.created("/search/judgements/" + made.id(), null, made);
          }
          if (present.get().saysTheSame(said)) {
            return Answer.ok(null, body(present.get(), item, found));
          }
          Judgement next = said.inPlaceOf(present.get());
          store.replace(next);
          write.record(
              Judgement.KIND, next.id(), next.version(), "changed", readers(item, next), body);
          return Answer.ok(null, body(next, item, found));
        });
  }

  @DELETE
  @Path("{id}")
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response remove(
      @Auth Caller caller, @BeanParam WriteRequest request, @PathParam("id") String id) {
    UUID judged = Judgement.IDS.parse(id).orElseThrow(() -> Problem.notFound("judgement"));
    return writes.write(
        request,
        null,
        write -> {
          JudgementStore store = write.store(JudgementStore.class);
          Judgement present = store.find(judged).orElseThrow(() -> Problem.notFound("judgement"));
          Item item =
              items
                  .visible(present.kind(), present.itemId(), caller)
                  .orElseThrow(() -> Problem.notFound("judgement"));
          if (!store.remove(judged)) {
            throw Problem.notFound("judgement");
          }
          write.recordDeleted(
              Judgement.KIND, judged, present.version() + 1, readers(item, present));
          return Answer.noContent();
        });
  }

  /** Those who look after content, as far as they all see the item; else who judged, and admins. */
  private static Set<String> readers(Item item, Judgement judgement) {
    Set<String> shared = Set.of(Audience.EVERYONE.value(), Audience.MARKETING.value());
    return Set.of(
        Audience.ADMIN.value(),
        Collections.disjoint(item.audience(), shared)
            ? Audience.person(judgement.judgedBy()).value()
            : Audience.MARKETING.value());
  }

  private List<JudgementBody> bodies(List<Judgement> judgements, Caller caller) {
    Map<Search, List<String>> found = new HashMap<>();
    List<JudgementBody> bodies = new ArrayList<>();
    for (Judgement judgement : judgements) {
      Optional<Item> item = items.visible(judgement.kind(), judgement.itemId(), caller);
      if (item.isPresent()) {
        Search search = Search.of(judgement);
        List<String> first =
            found.computeIfAbsent(
                search,
                made ->
                    access
                        .reader(made.personId())
                        .map(reader -> found(made, reader))
                        .orElse(List.of())); // who left searches for nothing any more
        bodies.add(body(judgement, item.get(), first));
      }
    }
    return bodies;
  }

  private List<String> found(Search search, Caller reader) {
    return finder.first(search.query(), search.filters(), reader, List.of(), FIRST);
  }

  private JudgementBody body(Judgement judgement, Item item, List<String> found) {
    String id = items.text(item);
    int place = found.indexOf(id);
    return new JudgementBody(
        Judgement.IDS.text(judgement.id()),
        judgement.query(),
        judgement.filters(),
        id,
        item.kind(),
        item.title(),
        judgement.grade(),
        Person.IDS.text(judgement.judgedBy()),
        judgement.judgedAt(),
        place < 0 ? null : place + 1);
  }

  /** A search as somebody makes it. */
  private record Search(UUID personId, String query, Map<String, List<String>> filters) {

    static Search of(Judgement judgement) {
      return new Search(judgement.judgedBy(), judgement.query(), judgement.filters());
    }
  }

  /**
   * What a search ought to find.
   *
   * @param grade 3 where it is absent
   */
  record NewJudgement(
      @NotBlank @Size(max = 2_000) String query,
      @NotNull String item,
      @Nullable @Size(max = 50)
          Map<String, @NotNull @Size(max = 100) List<@NotBlank @Size(max = 1_000) String>> filters,
      @Nullable @Min(1) @Max(3) Integer grade) {

    Map<String, List<String>> wanted() {
      return filters == null ? Map.of() : new TreeMap<>(filters);
    }
  }

  /**
   * A judgement as callers see it.
   *
   * @param rank where the item stands today for who judged; absent where it is not among the first
   *     100
   */
  record JudgementBody(
      String id,
      String query,
      Map<String, List<String>> filters,
      String item,
      String kind,
      String title,
      int grade,
      String judgedBy,
      Instant judgedAt,
      @Nullable Integer rank) {}
}
