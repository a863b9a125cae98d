package io.halfdoor.api.objection;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.State;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The answers to one objection, in their order. */
@Path("objections/{id}/answers")
@Produces(MediaType.APPLICATION_JSON)
public final class AnswersResource {

  private final ObjectionStore objections;
  private final AnswerStore answers;
  private final Writes writes;
  private final Ids ids;
  private final InstantSource clock;
  private final JsonBodies bodies;

  AnswersResource(Jdbi jdbi, Writes writes, Ids ids, InstantSource clock, JsonBodies bodies) {
    this.objections = jdbi.onDemand(ObjectionStore.class);
    this.answers = jdbi.onDemand(AnswerStore.class);
    this.writes = writes;
    this.ids = ids;
    this.clock = clock;
    this.bodies = bodies;
  }

  @GET
  @Allow
  public AnswerList list(
      @Auth Caller caller,
      @PathParam("id") String id,
      @QueryParam("mayBeSaid") @DefaultValue("false") boolean mayBeSaid) {
    Objection objection = ObjectionResource.find(objections, id);
    Instant now = clock.instant();
    return new AnswerList(
        Shown.answers(answers, objection, caller, mayBeSaid).stream()
            .map(shown -> AnswerBody.of(shown, now))
            .toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response add(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull NewAnswer body) {
    Script script = bodies.valid(body.toWording()).scripted(caller.personId());
    State state = Boolean.TRUE.equals(body.publish()) ? State.PUBLISHED : State.DRAFT;
    return writes.write(
        request,
        body,
        write -> {
          Objection objection = ObjectionResource.forChange(write, id);
          Answer added = added(write, ids.next(), objection, script, state);
          ShownAnswer shown = AnswerResource.shown(write, added);
          return io.halfdoor.api.write.Answer.created(
              AnswerResource.path(added),
              shown.tag(write.now()),
              AnswerBody.of(shown, write.now()));
        });
  }

  @PUT
  @Path("order")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response order(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid Order body) {
    return writes.write(
        request,
        body,
        write -> {
          Objection present = ObjectionResource.forChange(write, id);
          ObjectionResource.requireMatch(write, present, request.ifMatch(), caller);
          AnswerStore store = write.store(AnswerStore.class);
          List<UUID> there =
              store.to(present.id()).stream().map(shown -> shown.answer().id()).toList();
          List<UUID> wanted =
              body.answers().stream().map(Answer.IDS::parse).flatMap(Optional::stream).toList();
          if (body.answers().size() != there.size()
              || !Set.copyOf(wanted).equals(Set.copyOf(there))) {
            throw Problem.invalid(
                Fault.at("/answers", "Must name each answer of the objection once."));
          }
          for (int i = 0; i < wanted.size(); i++) {
            store.place(wanted.get(i), i + 1);
          }
          Objection next = present.touched(write.now(), write.personId());
          ObjectionResource.replaced(write, present, next, "answersOrdered", body);
          Shown shown = Shown.of(write, next, caller);
          return io.halfdoor.api.write.Answer.ok(shown.tag(), ObjectionBody.of(shown));
        });
  }

  /** Adds an answer after those there are, and tells of it those who see it. */
  static Answer added(Write write, UUID id, Objection to, Script script, State state) {
    ObjectionResource.requireSomebody(write, script.ownerId());
    AnswerStore store = write.store(AnswerStore.class);
    List<ShownAnswer> before = store.to(to.id());
    if (before.size() >= Answer.MOST) {
      throw Problem.conflict("An objection has at most " + Answer.MOST + " answers.");
    }
    int position = before.isEmpty() ? 1 : before.getLast().answer().position() + 1;
    Answer added =
        new Answer(
            id,
            1,
            to.id(),
            position,
            script,
            state,
            write.now(),
            write.personId(),
            write.now(),
            write.personId());
    store.insert(added);
    write.record(Answer.KIND, id, 1, "created", added.terms(), AnswerWording.of(script));
    write.record(
        Objection.KIND,
        to.id(),
        to.version(),
        "answerAdded",
        to.terms(),
        added.terms(),
        Map.of("answer", Answer.IDS.text(id)));
    return added;
  }

  /** The answers of an objection in the order in which they are to be. */
  record Order(@NotNull @Size(max = Answer.MOST) List<@NotNull String> answers) {}

  record AnswerList(List<AnswerBody> items) {}
}
