package io.halfdoor.api.objection;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Filings: made of hearings by those who curate, read and undone. */
@Path("filings")
@Produces(MediaType.APPLICATION_JSON)
public final class FilingResource {

  private final FilingStore store;
  private final ObjectionStore objections;
  private final Writes writes;
  private final Ids ids;
  private final Filings filings;
  private final Labels labels;
  private final Categories categories;

  FilingResource(
      Jdbi jdbi, Writes writes, Ids ids, Filings filings, Labels labels, Categories categories) {
    this.store = jdbi.onDemand(FilingStore.class);
    this.objections = jdbi.onDemand(ObjectionStore.class);
    this.writes = writes;
    this.ids = ids;
    this.filings = filings;
    this.labels = labels;
    this.categories = categories;
  }

  @GET
  @Path("{id}")
  @Allow({Role.MARKETER, Role.ADMIN})
  public FilingBody get(@PathParam("id") String id) {
    return FilingBody.of(store, store.find(parsed(id)).orElseThrow(FilingResource::unknown));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response add(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull @Valid NewFiling body) {
    String objection = body.objection();
    MadeObjection made = body.newObjection();
    if ((objection == null) == (made == null)) {
      throw Problem.invalid(Fault.at("", "Say either objection or newObjection."));
    }
    UUID known = objection == null ? null : objection(objections, objection);
    Description said = made == null ? null : described(made, caller);
    return writes.write(
        request,
        body,
        write -> {
          Set<UUID> hearings = hearings(write.store(FilingStore.class), body.hearings());
          UUID to = said == null ? Objects.requireNonNull(known) : made(write, said);
          boolean teaches = body.teach() == null || body.teach();
          Filing filing = filings.file(write, hearings, to, said != null, teaches);
          FilingBody told = FilingBody.of(write.store(FilingStore.class), filing);
          return Answer.created("/filings/" + told.id(), null, told);
        });
  }

  @DELETE
  @Path("{id}")
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response undo(@BeanParam WriteRequest request, @PathParam("id") String id) {
    UUID filing = store.find(parsed(id)).orElseThrow(FilingResource::unknown).id();
    return writes.write(
        request,
        null,
        write -> {
          filings.undo(write, filing);
          return Answer.noContent();
        });
  }

  private Description described(MadeObjection made, Caller caller) {
    Description said =
        new Wording(made.phrase(), made.category(), made.labels(), null, null)
            .described(caller.personId());
    categories.require(said.category(), "/newObjection/category");
    labels.check(said.labels(), Map.of(), "/newObjection/labels");
    return said;
  }

  private UUID made(Write write, Description said) {
    Objection made = ObjectionResource.added(write, ids.next(), said);
    ObjectionResource.record(write, made, "created", Wording.of(said));
    return made.id();
  }

  private static Set<UUID> hearings(FilingStore store, List<String> wanted) {
    List<UUID> parsed = wanted.stream().map(id -> Hearing.IDS.parse(id).orElse(null)).toList();
    Set<UUID> known = store.known(parsed.stream().filter(Objects::nonNull).toList());
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < parsed.size(); i++) {
      if (parsed.get(i) == null || !known.contains(parsed.get(i))) {
        faults.add(Fault.at("/hearings/" + i, "There is no hearing with this id."));
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return known;
  }

  /**
   * The objection that a body names.
   *
   * @throws Problem at {@code /objection}, when there is none
   */
  static UUID objection(ObjectionStore objections, String id) {
    return Objection.IDS
        .parse(id)
        .flatMap(objections::find)
        .map(Objection::id)
        .orElseThrow(
            () -> Problem.invalid(Fault.at("/objection", "There is no objection with this id.")));
  }

  private static UUID parsed(String id) {
    return Filing.IDS.parse(id).orElseThrow(FilingResource::unknown);
  }

  private static Problem unknown() {
    return Problem.notFound("filing");
  }

  /**
   * Hearings to be filed, under an objection or under one that is made of them.
   *
   * @param teach whether their quotes become phrasings of it; they do where it is absent
   */
  record NewFiling(
      @NotEmpty @Size(max = 1_000) List<@NotNull String> hearings,
      @Nullable String objection,
      @Nullable @Valid MadeObjection newObjection,
      @Nullable Boolean teach) {}

  /** An objection to be made of hearings. */
  record MadeObjection(
      @NotBlank @Size(max = 300) String phrase,
      @NotBlank @Size(max = 100) String category,
      @Nullable @Size(max = 20)
          Map<String, @NotNull @Size(max = 20) List<@NotBlank @Size(max = 100) String>> labels) {}
}
