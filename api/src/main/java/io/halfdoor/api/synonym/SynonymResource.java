package io.halfdoor.api.synonym;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The list of synonyms, its versions, and what another one would do. */
@Path("search/synonyms")
@Produces(MediaType.APPLICATION_JSON)
public final class SynonymResource {

  private static final Set<String> READERS =
      Set.of(Audience.ADMIN.value(), Audience.MARKETING.value());

  private final SynonymStore store;
  private final Preview preview;
  private final Writes writes;

  SynonymResource(Jdbi jdbi, Preview preview, Writes writes) {
    this.store = jdbi.onDemand(SynonymStore.class);
    this.preview = preview;
    this.writes = writes;
  }

  @GET
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response get() {
    SynonymList present = store.present().orElse(SynonymList.NONE);
    return Response.ok(ListBody.of(present)).tag(tag(present)).build();
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow(Role.ADMIN)
  public Response put(@BeanParam WriteRequest request, @NotNull @Valid Entries body) {
    SynonymList.check(body.entries());
    return writes.write(
        request,
        body,
        write -> {
          SynonymStore lists = write.store(SynonymStore.class);
          SynonymList present = lists.present().orElse(SynonymList.NONE);
          UUID changedBy = present.changedBy();
          ETags.requireMatch(
              request.ifMatch(),
              tag(present),
              () -> ListBody.of(present),
              changedBy == null ? null : Person.IDS.text(changedBy));
          SynonymList next =
              new SynonymList(present.version() + 1, body.said(), write.personId(), write.now());
          if (!lists.insert(next)) {
            throw Problem.conflict("Somebody else changed the list at the same moment.");
          }
          write.record(SynonymList.KIND, SynonymList.ID, next.version(), "changed", READERS, null);
          return Answer.ok(tag(next), ListBody.of(next));
        });
  }

  @GET
  @Path("versions")
  @Allow({Role.MARKETER, Role.ADMIN})
  public Page<ListBody> versions(@BeanParam Paging paging) {
    return Page.of(
            store.before(before(paging), paging.rows()),
            paging,
            list -> List.of(Long.toString(list.version())))
        .map(ListBody::of);
  }

  private static @Nullable Long before(Paging paging) {
    List<String> key = paging.after(1);
    try {
      return key == null ? null : Long.valueOf(key.getFirst());
    } catch (NumberFormatException e) {
      throw Paging.wrongCursor();
    }
  }

  @POST
  @Path("preview")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow(
      value = {Role.MARKETER, Role.ADMIN},
      reads = true)
  public Preview.Answer preview(@Auth Caller caller, @NotNull @Valid Proposal body) {
    SynonymList.check(body.entries());
    return preview.of(
        caller,
        store.present().orElse(SynonymList.NONE).synonyms(),
        SynonymList.synonyms(new Entries(body.entries()).said()),
        body.queries());
  }

  private static EntityTag tag(SynonymList list) {
    return ETags.of(SynonymList.KIND, list.version());
  }

  /** The whole list, as it is to be. */
  record Entries(@NotNull List<@Nullable SynonymEntry> entries) {

    /** Once they are checked. */
    List<SynonymEntry> said() {
      return entries.stream().map(Objects::requireNonNull).toList();
    }
  }

  /**
   * A list that somebody thinks of.
   *
   * @param queries what to try; what people really search for where it is absent
   */
  record Proposal(
      @NotNull List<@Nullable SynonymEntry> entries,
      @Nullable @Size(min = 1, max = Preview.MOST_QUERIES)
          List<@NotNull @Size(min = 1, max = 2_000) String> queries) {}

  /** A version of the list as callers see it. */
  record ListBody(
      long version,
      List<SynonymEntry> entries,
      @Nullable String changedBy,
      @Nullable Instant changedAt) {

    static ListBody of(SynonymList list) {
      UUID changedBy = list.changedBy();
      return new ListBody(
          list.version(),
          list.entries(),
          changedBy == null ? null : Person.IDS.text(changedBy),
          list.changedAt());
    }
  }
}
