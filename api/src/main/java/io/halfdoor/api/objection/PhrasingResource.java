package io.halfdoor.api.objection;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The phrasings of an objection: anybody adds one, and those who curate take them away. */
@Path("objections/{id}/phrasings")
@Produces(MediaType.APPLICATION_JSON)
public final class PhrasingResource {

  private final ObjectionStore objections;
  private final PhrasingStore phrasings;
  private final Writes writes;
  private final Ids ids;

  PhrasingResource(Jdbi jdbi, Writes writes, Ids ids) {
    this.objections = jdbi.onDemand(ObjectionStore.class);
    this.phrasings = jdbi.onDemand(PhrasingStore.class);
    this.writes = writes;
    this.ids = ids;
  }

  @GET
  @Allow
  public Page<PhrasingBody> list(
      @Auth Caller caller, @PathParam("id") String id, @BeanParam Paging paging) {
    Objection objection = ObjectionResource.find(objections, id);
    List<String> after = paging.after(1);
    UUID start =
        after == null
            ? null
            : Phrasing.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    List<Phrasing> rows = phrasings.after(objection.id(), start, paging.rows());
    return Page.of(rows, paging, phrasing -> List.of(Phrasing.IDS.text(phrasing.id())))
        .map(PhrasingBody::of);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response add(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid NewPhrasing body) {
    return writes.write(
        request,
        body,
        write -> {
          Objection present = ObjectionResource.forChange(write, id);
          Phrasing added =
              new Phrasing(
                  ids.next(),
                  present.id(),
                  Phrasing.tidy(body.text(), "/text"),
                  null,
                  write.now(),
                  write.personId());
          if (!write.store(PhrasingStore.class).insert(added)) {
            throw Problem.conflict("The objection has this phrasing already.");
          }
          PhrasingBody told = PhrasingBody.of(added);
          ObjectionResource.record(write, present, "phrasingAdded", told);
          return Answer.created(ObjectionResource.path(present) + "/phrasings", null, told);
        });
  }

  @DELETE
  @Path("{phrasingId}")
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response remove(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @PathParam("phrasingId") String phrasingId) {
    return writes.write(
        request,
        null,
        write -> {
          Objection present = ObjectionResource.forChange(write, id);
          PhrasingStore store = write.store(PhrasingStore.class);
          Optional<UUID> parsed = Phrasing.IDS.parse(phrasingId);
          if (parsed.isEmpty() || !store.remove(present.id(), parsed.get())) {
            throw Problem.notFound("phrasing");
          }
          ObjectionResource.record(write, present, "phrasingRemoved", phrasingId);
          return Answer.noContent();
        });
  }

  /** A phrasing to be added. */
  record NewPhrasing(@NotBlank @Size(max = Phrasing.LONGEST) String text) {}
}
