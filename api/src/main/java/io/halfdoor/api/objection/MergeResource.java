package io.halfdoor.api.objection;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.use.Uses;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Two objections made one, and one made two. */
@Path("objections")
@Produces(MediaType.APPLICATION_JSON)
public final class MergeResource {

  private final Writes writes;
  private final Ids ids;
  private final JsonBodies bodies;
  private final Labels labels;
  private final Categories categories;
  private final Links links;
  private final Uses uses;
  private final List<Objections.Moving> references;

  MergeResource(
      Writes writes,
      Ids ids,
      JsonBodies bodies,
      Labels labels,
      Categories categories,
      Links links,
      Uses uses,
      List<Objections.Moving> references) {
    this.writes = writes;
    this.ids = ids;
    this.bodies = bodies;
    this.labels = labels;
    this.categories = categories;
    this.links = links;
    this.uses = uses;
    this.references = references;
  }

  @POST
  @Path("{id}/merge")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response merge(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid Merge body) {
    return writes.write(
        request,
        body,
        write -> {
          UUID fromId = Objection.IDS.parse(id).orElseThrow(ObjectionResource::unknown);
          UUID intoId = Objection.IDS.parse(body.into()).orElseThrow(MergeResource::unknown);
          if (intoId.equals(fromId)) {
            throw Problem.invalid(Fault.at("/into", "An objection is not merged into itself."));
          }
          write.store(MergeStore.class).findForChange(List.of(fromId, intoId)); // in one order
          Objection from = ObjectionResource.forChange(write, id);
          ObjectionResource.requireMatch(write, from, request.ifMatch(), caller);
          Objection into = into(write, intoId);
          merge(write, from, into);
          Shown shown = Shown.of(write, into, caller);
          return io.halfdoor.api.write.Answer.ok(shown.tag(), ObjectionBody.of(shown));
        });
  }

  private static Objection into(Write write, UUID id) {
    Objection into = write.store(ObjectionStore.class).find(id).orElseThrow(MergeResource::unknown);
    if (into.mergedInto() != null) {
      throw ObjectionResource.merged(into.mergedInto());
    }
    if (!into.isActive()) {
      throw Problem.conflict("The objection to merge into is retired; bring it back first.");
    }
    return into;
  }

  /** Carries everything over, and has one take the place of the other. */
  private void merge(Write write, Objection from, Objection into) {
    MergeStore store = write.store(MergeStore.class);
    store.movePhrasings(from.id(), into.id());
    store.removePhrasings(from.id());
    String phrase = from.description().phrase();
    if (!phrase.equalsIgnoreCase(into.description().phrase())) {
      write
          .store(PhrasingStore.class)
          .insert(new Phrasing(ids.next(), into.id(), phrase, null, write.now(), write.personId()));
    }
    store.moveHearings(from.id(), into.id());
    store.moveFilings(from.id(), into.id());
    carry(write, write.store(AnswerStore.class).to(from.id()), into);
    links.carryOver(write, from.id(), into.id());
    uses.objectionMoved(write, from.id(), into.id());
    references.forEach(moving -> moving.move(write, from.id(), into.id()));
    store.shorten(from.id(), into.id());
    Objection merged = from.mergedInto(into.id(), write.now(), write.personId());
    ObjectionResource.replaced(
        write, from, merged, "merged", Map.of("into", Objection.IDS.text(into.id())));
    ObjectionResource.record(
        write, into, "mergedFrom", Map.of("from", Objection.IDS.text(from.id())));
  }

  @POST
  @Path("{id}/split")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response split(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid Split body) {
    Wording wording =
        bodies.valid(new Wording(body.phrase(), body.category(), body.labels(), null, null));
    Description asked = wording.described(caller.personId());
    categories.require(asked.category(), "/category");
    labels.check(asked.labels(), Map.of(), "/labels");
    return writes.write(
        request,
        body,
        write -> {
          Objection from = ObjectionResource.forChange(write, id);
          ObjectionResource.requireMatch(write, from, request.ifMatch(), caller);
          Description said = body.labels() == null ? labelledAs(from, asked) : asked;
          Objection into = ObjectionResource.added(write, ids.next(), said);
          ObjectionResource.record(write, into, "created", Wording.of(said));
          split(write, from, into, body);
          Shown shown = Shown.of(write, into, caller);
          return io.halfdoor.api.write.Answer.created(
              ObjectionResource.path(into), shown.tag(), ObjectionBody.of(shown));
        });
  }

  private static Description labelledAs(Objection from, Description said) {
    return new Description(
        said.phrase(),
        said.category(),
        from.description().labels(),
        said.ownerId(),
        said.externalId());
  }

  private static void split(Write write, Objection from, Objection into, Split wanted) {
    MergeStore store = write.store(MergeStore.class);
    List<ShownAnswer> answers = write.store(AnswerStore.class).to(from.id());
    Set<UUID> answersThere =
        Set.copyOf(answers.stream().map(shown -> shown.answer().id()).toList());
    List<UUID> phrasings =
        named(
            "phrasings",
            wanted.phrasings(),
            Phrasing.IDS,
            named -> store.phrasings(from.id(), named));
    List<UUID> hearings =
        named(
            "hearings", wanted.hearings(), Hearing.IDS, named -> store.hearings(from.id(), named));
    List<UUID> moving = named("answers", wanted.answers(), Answer.IDS, named -> answersThere);
    store.movePhrasings(from.id(), into.id(), phrasings, hearings);
    store.moveHearings(from.id(), into.id(), hearings);
    carry(
        write,
        answers.stream().filter(shown -> moving.contains(shown.answer().id())).toList(),
        into);
    ObjectionResource.replaced(
        write,
        from,
        from.touched(write.now(), write.personId()),
        "split",
        Map.of("into", Objection.IDS.text(into.id())));
  }

  /** Has these be answers to another objection, after those it has. */
  private static void carry(Write write, List<ShownAnswer> answers, Objection into) {
    List<ShownAnswer> there = write.store(AnswerStore.class).to(into.id());
    if (there.size() + answers.size() > Answer.MOST) {
      throw Problem.conflict("An objection has at most " + Answer.MOST + " answers.");
    }
    int position = there.isEmpty() ? 0 : there.getLast().answer().position();
    for (ShownAnswer shown : answers) {
      Answer answer = shown.answer();
      Answer carried = answer.carriedTo(into.id(), ++position, write.now(), write.personId());
      AnswerResource.replaced(
          write,
          answer,
          carried,
          "carriedOver",
          Map.of("objection", Objection.IDS.text(into.id())));
    }
  }

  /**
   * The ids that callers wrote.
   *
   * @param there which of some ids belong to the objection
   * @throws Problem that names each that does not
   */
  private static List<UUID> named(
      String field,
      @Nullable List<String> written,
      IdPrefix prefix,
      Function<List<UUID>, Set<UUID>> there) {
    List<String> all = written == null ? List.of() : written;
    List<Optional<UUID>> parsed = all.stream().map(prefix::parse).toList();
    List<UUID> ids = parsed.stream().flatMap(Optional::stream).distinct().toList();
    Set<UUID> known = there.apply(ids);
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (parsed.get(i).filter(known::contains).isEmpty()) {
        faults.add(Fault.at("/" + field + "/" + i, "The objection has none with this id."));
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return ids;
  }

  private static Problem unknown() {
    return Problem.invalid(Fault.at("/into", "There is no objection with this id."));
  }

  /** Which objection takes the place of one. */
  record Merge(@NotNull String into) {}

  /**
   * The objection that one is split off into, and what it takes along.
   *
   * @param labels those of the other where they are absent
   */
  record Split(
      String phrase,
      String category,
      @Nullable Map<String, List<String>> labels,
      @Nullable @Size(max = 1_000) List<@NotNull String> phrasings,
      @Nullable @Size(max = 1_000) List<@NotNull String> hearings,
      @Nullable @Size(max = Answer.MOST) List<@NotNull String> answers) {}
}
