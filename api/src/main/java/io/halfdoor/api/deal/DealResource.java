package io.halfdoor.api.deal;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.importing.Outcome;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The deals: everybody sees them all, and says what they know of one. */
@Path("deals")
@Produces(MediaType.APPLICATION_JSON)
public final class DealResource {

  private static final int MOVED = 308;

  private final Jdbi jdbi;
  private final DealStore deals;
  private final Writes writes;
  private final Changes changes;
  private final Mentions mentions;
  private final JsonBodies bodies;

  DealResource(Jdbi jdbi, Writes writes, Changes changes, Mentions mentions, JsonBodies bodies) {
    this.jdbi = jdbi;
    this.deals = jdbi.onDemand(DealStore.class);
    this.writes = writes;
    this.changes = changes;
    this.mentions = mentions;
    this.bodies = bodies;
  }

  @GET
  @Allow
  public Response list(
      @BeanParam Paging paging,
      @QueryParam("state") @Nullable DealState state,
      @QueryParam("stage") @Nullable String stage,
      @QueryParam("account") @Nullable String account,
      @QueryParam("updatedSince") @Nullable String updatedSince,
      @QueryParam("sort") @DefaultValue("newest") DealList.Sort sort) {
    Position head = changes.head();
    DealList query =
        new DealList(sort)
            .inState(state)
            .atStage(stage)
            .ofAccount(account)
            .changedSince(changes.since(updatedSince))
            .after(paging.after(3));
    List<Deal> rows = jdbi.withHandle(handle -> query.read(handle, paging.rows()));
    Page<DealBody> page = Page.of(rows, paging, query::key).map(DealBody::of);
    return Response.ok(page).header(Writes.POSITION, head.toString()).build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response mention(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull NewDeal body) {
    DealRef said = bodies.valid(body.mention());
    Source source = body.source() == null ? Source.PERSON : body.source();
    if (source == Source.CRM && !caller.curates()) {
      throw Problem.forbidden("Only marketers and admins say what the CRM says.");
    }
    return writes.write(
        request,
        body,
        write -> {
          Mentions.Noted noted = mentions.note(write, said, source, "");
          DealBody shown = DealBody.of(noted.deal());
          return noted.outcome() == Outcome.CREATED
              ? Answer.created(path(noted.deal()), tag(noted.deal()), shown)
              : Answer.ok(tag(noted.deal()), shown);
        });
  }

  @GET
  @Path("{id}")
  @Allow
  public Response get(@PathParam("id") String id) {
    Deal deal = find(id);
    return Deals.IDS.text(deal.id()).equals(id)
        ? Response.ok(DealBody.of(deal)).tag(tag(deal)).build()
        : Response.status(MOVED).location(URI.create("/api/v1" + path(deal))).build();
  }

  @GET
  @Path("{id}/history")
  @Allow
  public Page<SaidBody> history(@PathParam("id") String id, @BeanParam Paging paging) {
    UUID deal = find(id).id();
    List<String> after = paging.after(1);
    Long before = after == null ? null : number(after.getFirst());
    return Page.of(
            deals.history(deal, before, paging.rows()),
            paging,
            said -> List.of(Long.toString(said.id())))
        .map(SaidBody::of);
  }

  private Deal find(String id) {
    return Deals.IDS.parse(id).flatMap(deals::find).orElseThrow(() -> Problem.notFound("deal"));
  }

  private static Long number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw Paging.wrongCursor();
    }
  }

  private static String path(Deal deal) {
    return "/deals/" + Deals.IDS.text(deal.id());
  }

  private static EntityTag tag(Deal deal) {
    return ETags.of(Deals.IDS.text(deal.id()), deal.version());
  }

  /** The fields of {@link DealRef}, where their constraints stand, and who says it. */
  record NewDeal(
      @Nullable String crmId,
      @Nullable String account,
      @Nullable String name,
      @Nullable Money value,
      @Nullable String stage,
      @Nullable LocalDate closeDate,
      @Nullable DealState state,
      @Nullable String reason,
      @Nullable String leadSource,
      @Nullable Instant openedAt,
      @Nullable Source source) {

    DealRef mention() {
      return new DealRef(
          crmId, account, name, value, stage, closeDate, state, reason, leadSource, openedAt);
    }
  }

  /** A deal as callers see it. */
  record DealBody(
      String id,
      long version,
      @Nullable String crmId,
      @Nullable String account,
      @Nullable String name,
      @Nullable Money value,
      @Nullable String stage,
      @Nullable LocalDate closeDate,
      DealState state,
      @Nullable String reason,
      @Nullable String leadSource,
      @Nullable Instant openedAt,
      @Nullable Instant closedAt,
      Set<String> fromCrm,
      Instant createdAt,
      Instant updatedAt) {

    static DealBody of(Deal deal) {
      DealRef known = deal.known();
      return new DealBody(
          Deals.IDS.text(deal.id()),
          deal.version(),
          known.crmId(),
          known.account(),
          known.name(),
          known.value(),
          known.stage(),
          known.closeDate(),
          deal.state(),
          known.reason(),
          known.leadSource(),
          known.openedAt(),
          deal.closedAt(),
          new TreeSet<>(deal.fromCrm()),
          deal.createdAt(),
          deal.updatedAt());
    }
  }

  /** What somebody said of a fact, as callers see it. */
  record SaidBody(
      Instant at,
      String personId,
      Source source,
      Fact fact,
      @Nullable String from,
      String to,
      boolean taken) {

    static SaidBody of(DealStore.Said said) {
      return new SaidBody(
          said.at(),
          Person.IDS.text(said.personId()),
          said.source(),
          said.fact(),
          said.before(),
          said.said(),
          said.taken());
    }
  }
}
