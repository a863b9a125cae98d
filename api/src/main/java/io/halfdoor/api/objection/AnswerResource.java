package io.halfdoor.api.objection;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.State;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Answers: read, rewritten, published and archived, deleted. */
@Path("answers")
@Produces(MediaType.APPLICATION_JSON)
public final class AnswerResource {

  private final AnswerStore answers;
  private final Writes writes;
  private final InstantSource clock;
  private final MergePatch patches;
  private final Links links;

  AnswerResource(Jdbi jdbi, Writes writes, InstantSource clock, MergePatch patches, Links links) {
    this.answers = jdbi.onDemand(AnswerStore.class);
    this.writes = writes;
    this.clock = clock;
    this.patches = patches;
    this.links = links;
  }

  @GET
  @Path("{id}")
  @Allow
  public Response get(@Auth Caller caller, @PathParam("id") String id) {
    ShownAnswer shown =
        Answer.IDS
            .parse(id)
            .flatMap(answers::findShown)
            .filter(found -> found.answer().isShownTo(caller))
            .orElseThrow(AnswerResource::unknown);
    Instant now = clock.instant();
    return Response.ok(AnswerBody.of(shown, now)).tag(shown.tag(now)).build();
  }

  @PATCH
  @Path("{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response change(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull JsonNode patch) {
    return writes.write(
        request,
        patch,
        write -> {
          Answer present = forChange(write, id);
          requireMatch(write, present, request.ifMatch());
          Script before = present.script();
          Script script =
              patches
                  .apply(AnswerWording.of(before), patch, AnswerWording.class)
                  .scripted(before.ownerId());
          if (!script.ownerId().equals(before.ownerId())) {
            ObjectionResource.requireSomebody(write, script.ownerId());
          }
          Answer next = present.scripted(script, write.now(), write.personId());
          return ok(write, replaced(write, present, next, "changed", patch));
        });
  }

  @POST
  @Path("{id}/transitions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response move(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @QueryParam("force") @DefaultValue("false") boolean force,
      @NotNull @Valid Transition body) {
    return writes.write(
        request,
        body,
        write -> {
          Answer present = forChange(write, id);
          requireMatch(write, present, request.ifMatch());
          present.state().requireNext(body.to());
          if (body.to() == State.ARCHIVED) {
            links.release(write, item(present), caller, force);
          }
          Answer next = present.moved(body.to(), write.now(), write.personId());
          return ok(write, replaced(write, present, next, "moved", body));
        });
  }

  @DELETE
  @Path("{id}")
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response delete(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @QueryParam("force") @DefaultValue("false") boolean force) {
    return writes.write(
        request,
        null,
        write -> {
          Answer present = forChange(write, id);
          requireMatch(write, present, request.ifMatch());
          AnswerStore store = write.store(AnswerStore.class);
          if (store.isSaid(present.id())) {
            throw Problem.conflict("Hearings say that it was used; archive it instead.");
          }
          links.release(write, item(present), caller, force);
          links.forget(write, present.id());
          store.remove(present.id());
          write.recordDeleted(Answer.KIND, present.id(), present.version() + 1, present.terms());
          return io.halfdoor.api.write.Answer.noContent();
        });
  }

  /** An answer that nobody else changes until the transaction ends. */
  private static Answer forChange(Write write, String id) {
    return Answer.IDS
        .parse(id)
        .flatMap(write.store(AnswerStore.class)::findForChange)
        .orElseThrow(AnswerResource::unknown);
  }

  private static void requireMatch(Write write, Answer present, @Nullable String ifMatch) {
    ETags.requireMatch(
        ifMatch,
        ETags.of(Answer.IDS.text(present.id()), present.version()),
        () -> AnswerBody.of(shown(write, present), write.now()),
        Person.IDS.text(present.updatedBy()));
  }

  /** Writes the next version of an answer, and tells of it. */
  static ShownAnswer replaced(
      Write write, Answer present, Answer next, String action, @Nullable Object detail) {
    if (!write.store(AnswerStore.class).replace(next)) {
      throw Problem.conflict("Somebody else changed it at the same moment; read it again.");
    }
    Set<String> audience = new HashSet<>(present.terms());
    audience.addAll(next.terms());
    write.record(Answer.KIND, next.id(), next.version(), action, audience, detail);
    return shown(write, next);
  }

  static ShownAnswer shown(Write write, Answer answer) {
    return write.store(AnswerStore.class).findShown(answer.id()).orElseThrow();
  }

  private static io.halfdoor.api.write.Answer ok(Write write, ShownAnswer shown) {
    return io.halfdoor.api.write.Answer.ok(
        shown.tag(write.now()), AnswerBody.of(shown, write.now()));
  }

  static String path(Answer answer) {
    return "/answers/" + Answer.IDS.text(answer.id());
  }

  static Item item(Answer answer) {
    return new Item(
        Answer.KIND,
        answer.id(),
        answer.version(),
        answer.version(),
        answer.script().title(),
        answer.script().ownerId(),
        answer.terms(),
        answer.state() == State.PUBLISHED);
  }

  private static Problem unknown() {
    return Problem.notFound("answer");
  }

  /** Where an answer is to go. */
  record Transition(@NotNull State to, @Nullable @Size(max = 1_000) String reason) {}
}
