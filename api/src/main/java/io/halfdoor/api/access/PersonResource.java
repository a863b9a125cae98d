package io.halfdoor.api.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The people of this installation: anyone may see who is there, admins say who is. */
@Path("people")
@Produces(MediaType.APPLICATION_JSON)
public final class PersonResource {

  private final PersonStore people;
  private final Writes writes;
  private final Changes changes;
  private final Ids ids;
  private final MergePatch patches;

  PersonResource(Jdbi jdbi, Writes writes, Changes changes, Ids ids, MergePatch patches) {
    this.people = jdbi.onDemand(PersonStore.class);
    this.writes = writes;
    this.changes = changes;
    this.ids = ids;
    this.patches = patches;
  }

  @GET
  @Allow
  public Response list(
      @QueryParam("updatedSince") @Nullable String updatedSince, @BeanParam Paging paging) {
    Position head = changes.head();
    Position since = changes.since(updatedSince);
    List<String> after = paging.after(1);
    UUID start =
        after == null ? null : Person.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    List<Person> rows =
        since == null
            ? people.after(start, paging.rows())
            : people.changed(since, start, paging.rows());
    Page<PersonBody> page =
        Page.of(rows, paging, person -> List.of(PersonBody.id(person.id()))).map(PersonBody::of);
    return Response.ok(page).header(Writes.POSITION, head.toString()).build();
  }

  @GET
  @Path("{id}")
  @Allow
  public Response get(@PathParam("id") String id) {
    Person person = find(people, id);
    return Response.ok(PersonBody.of(person)).tag(tag(person)).build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow(Role.ADMIN)
  public Response add(@BeanParam WriteRequest request, @NotNull @Valid NewPerson body) {
    return writes.write(
        request,
        body,
        write -> {
          Person person = added(write, ids.next(), body, write.personId());
          return Answer.created(
              "/people/" + PersonBody.id(person.id()), tag(person), PersonBody.of(person));
        });
  }

  @PATCH
  @Path("{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Allow(Role.ADMIN)
  public Response change(
      @BeanParam WriteRequest request, @PathParam("id") String id, @NotNull JsonNode patch) {
    return writes.write(
        request,
        patch,
        write -> {
          PersonStore store = write.store(PersonStore.class);
          Person present = find(store, id);
          ETags.requireMatch(
              request.ifMatch(), tag(present), () -> PersonBody.of(present), changedBy(present));
          NewPerson wanted = patches.apply(NewPerson.of(present), patch, NewPerson.class);
          Person next = present.described(wanted, write.now(), write.personId());
          if (present.isActiveAdmin() && !next.isActiveAdmin()) {
            requireOtherAdmin(store, present);
          }
          replaced(write, next, patch);
          return Answer.ok(tag(next), PersonBody.of(next));
        });
  }

  private static final Set<String> EVERYBODY = Set.of(Audience.EVERYONE.value());

  /** Somebody must be left who can add admins. */
  private static void requireOtherAdmin(PersonStore store, Person present) {
    store.lockAdmins();
    if (store.firstAdmin(present.id()).isEmpty()) {
      throw Problem.conflict(
          "This is the last active admin, and nobody could make another; make another one first.");
    }
  }

  static void replaced(Write write, Person next, Object detail) {
    if (!write.store(PersonStore.class).replace(next)) {
      throw Problem.conflict(
          "Somebody else changed this person at the same moment; read it again.");
    }
    write.record(Person.KIND, next.id(), next.version(), "changed", EVERYBODY, detail);
  }

  static Person added(Write write, UUID id, NewPerson body, @Nullable UUID by) {
    Person person =
        new Person(
            id,
            1,
            body.name(),
            body.email(),
            body.role(),
            body.side(),
            body.team(),
            body.isActive(),
            write.now(),
            write.now(),
            by);
    if (!write.store(PersonStore.class).insert(person)) {
      throw Problem.invalid(
          Fault.at("/email", "Somebody with this e-mail address is here already."));
    }
    write.record(Person.KIND, id, 1, "created", EVERYBODY, body);
    return person;
  }

  static Person find(PersonStore store, String id) {
    return Person.IDS.parse(id).flatMap(store::find).orElseThrow(() -> Problem.notFound("person"));
  }

  private static EntityTag tag(Person person) {
    return ETags.of(PersonBody.id(person.id()), person.version());
  }

  private static String changedBy(Person person) {
    return PersonBody.id(person.updatedBy() == null ? person.id() : person.updatedBy());
  }
}
