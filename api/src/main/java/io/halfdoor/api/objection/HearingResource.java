package io.halfdoor.api.objection;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.deal.DealRef;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
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
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Hearings: logged in one call, read by everybody, corrected by anybody. */
@Path("hearings")
@Produces(MediaType.APPLICATION_JSON)
public final class HearingResource {

  /** How far a caller's clock may be ahead of ours. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final Jdbi jdbi;
  private final HearingStore hearings;
  private final ObjectionStore objections;
  private final AnswerStore answers;
  private final Writes writes;
  private final Changes changes;
  private final Ids ids;
  private final MergePatch patches;
  private final Labels labels;
  private final Deals deals;
  private final Items items;
  private final Filings filings;
  private final Matching matching;
  private final Links links;
  private final InstantSource clock;

  HearingResource(
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      Ids ids,
      MergePatch patches,
      Labels labels,
      Deals deals,
      Items items,
      Filings filings,
      Matching matching,
      Links links,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.hearings = jdbi.onDemand(HearingStore.class);
    this.objections = jdbi.onDemand(ObjectionStore.class);
    this.answers = jdbi.onDemand(AnswerStore.class);
    this.writes = writes;
    this.changes = changes;
    this.ids = ids;
    this.patches = patches;
    this.labels = labels;
    this.deals = deals;
    this.items = items;
    this.filings = filings;
    this.matching = matching;
    this.links = links;
    this.clock = clock;
  }

  @GET
  @Allow
  public Response list(
      @BeanParam Paging paging,
      @QueryParam("objection") @Nullable String objection,
      @QueryParam("deal") @Nullable String deal,
      @QueryParam("personId") @Nullable String personId,
      @QueryParam("stage") @Nullable String stage,
      @QueryParam("from") @Nullable Instant from,
      @QueryParam("to") @Nullable Instant to,
      @QueryParam("filedAs") Hearing.@Nullable FiledAs filedAs,
      @QueryParam("updatedSince") @Nullable String updatedSince) {
    List<String> after = paging.after(1);
    Position head = changes.head();
    HearingList query =
        new HearingList()
            .of(parsed(Objection.IDS, "objection", objection))
            .inDeal(parsed(Deals.IDS, "deal", deal))
            .by(parsed(Person.IDS, "personId", personId))
            .atStage(stage)
            .from(from)
            .before(to)
            .filedAs(filedAs)
            .changedSince(changes.since(updatedSince))
            .after(
                after == null
                    ? null
                    : Hearing.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor));
    List<Hearing> rows = jdbi.withHandle(handle -> query.read(handle, paging.rows()));
    Page<HearingBody> page =
        Page.of(rows, paging, hearing -> List.of(Hearing.IDS.text(hearing.id())))
            .map(HearingBody::of);
    return Response.ok(page).header(Writes.POSITION, head.toString()).build();
  }

  @GET
  @Path("{id}")
  @Allow
  public Response get(@PathParam("id") String id) {
    Hearing hearing = find(hearings, id);
    return Response.ok(HearingBody.of(hearing)).tag(hearing.tag()).build();
  }

  /** What is slow about it, the matching, is done before the transaction begins. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response add(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull @Valid NewHearing body) {
    String quote = Quote.of(body.quote());
    requireStage(body.stage());
    UUID answer = answer(body.answer(), caller);
    Matched likely = matching.of(quote, caller);
    Likely best = likely.best();
    List<AdviceBody> known = best == null ? List.of() : advice(best.objectionId(), caller);
    return writes.write(
        request,
        body,
        write -> {
          Instant heardAt = body.heardAt() == null ? write.now() : body.heardAt();
          if (heardAt.isAfter(write.now().plus(TOLERANCE))) {
            throw Problem.invalid(Fault.at("/heardAt", "Must not be in the future."));
          }
          UUID deal = body.deal() == null ? null : deals.noted(write, body.deal());
          HearingStore store = write.store(HearingStore.class);
          Matched matched = standing(store, likely);
          Likely match = matched.match();
          Hearing hearing =
              new Hearing(
                  ids.next(),
                  1,
                  quote,
                  new Hearing.Occasion(
                      deal,
                      body.stage(),
                      body.leadSource(),
                      body.competitor(),
                      body.outcome(),
                      answer),
                  caller.personId(),
                  caller.team(),
                  match == null ? null : match.objectionId(),
                  match == null ? null : Hearing.FiledAs.SURE,
                  best == null ? null : best.likeness(),
                  heardAt.truncatedTo(ChronoUnit.MICROS),
                  write.now());
          store.insert(hearing);
          write.record(
              Hearing.KIND, hearing.id(), 1, "created", Filings.EVERYONE, HearingBody.of(hearing));
          return Answer.created(
              path(hearing), hearing.tag(), HeardBody.of(hearing, matched, known));
        });
  }

  @PATCH
  @Path("{id}")
  @Consumes(MergePatch.MEDIA_TYPE)
  @Allow
  public Response change(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull JsonNode patch) {
    return writes.write(
        request,
        patch,
        write -> {
          HearingStore store = write.store(HearingStore.class);
          Hearing present = find(store, id);
          if (!present.isChangedBy(caller)) {
            throw Problem.forbidden("Only who heard it, marketers and admins say more of it.");
          }
          ETags.requireMatch(request.ifMatch(), present.tag(), () -> HearingBody.of(present), null);
          Told told = patches.apply(Told.of(present.occasion()), patch, Told.class);
          Hearing next = present.on(occasion(write, present.occasion(), told, patch, caller));
          if (!store.replace(next)) {
            throw Problem.conflict("Somebody else changed it at the same moment; read it again.");
          }
          write.record(Hearing.KIND, next.id(), next.version(), "changed", Filings.EVERYONE, patch);
          return Answer.ok(next.tag(), HearingBody.of(next));
        });
  }

  private Hearing.Occasion occasion(
      Write write, Hearing.Occasion before, Told told, JsonNode patch, Caller caller) {
    if (patch.has("stage")) {
      requireStage(told.stage());
    }
    UUID answer = patch.has("answer") ? answer(told.answer(), caller) : before.answerId();
    DealRef mention = told.deal();
    UUID deal =
        patch.has("deal") ? mention == null ? null : deals.noted(write, mention) : before.dealId();
    return new Hearing.Occasion(
        deal, told.stage(), before.leadSource(), before.competitor(), told.outcome(), answer);
  }

  /** Whoever sees that a match is wrong says so, whoever heard it; nobody need read it first. */
  @PUT
  @Path("{id}/objection")
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response correct(
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid Correction body) {
    UUID hearing = find(hearings, id).id();
    UUID to =
        body.objection() == null ? null : FilingResource.objection(objections, body.objection());
    return writes.write(
        request,
        body,
        write -> {
          filings.file(write, List.of(hearing), to, false, true);
          Hearing filed = find(write.store(HearingStore.class), id);
          return Answer.ok(filed.tag(), HearingBody.of(filed));
        });
  }

  private static Hearing find(HearingStore store, String id) {
    return Hearing.IDS
        .parse(id)
        .flatMap(store::find)
        .orElseThrow(() -> Problem.notFound("hearing"));
  }

  /** The same match, or none where that was retired or merged while the quote was being matched. */
  private static Matched standing(HearingStore store, Matched likely) {
    Likely match = likely.match();
    return match == null || store.standing(match.objectionId()).isPresent()
        ? likely
        : likely.unsure();
  }

  private void requireStage(@Nullable String stage) {
    if (stage != null) {
      labels.checkValue("stage", stage, "/stage");
    }
  }

  private @Nullable UUID answer(@Nullable String id, Caller caller) {
    if (id == null) {
      return null;
    }
    return io.halfdoor.api.objection.Answer.IDS
        .parse(id)
        .flatMap(parsed -> items.find(id, caller))
        .map(Item::id)
        .orElseThrow(
            () -> Problem.invalid(Fault.at("/answer", "There is no answer with this id.")));
  }

  private List<AdviceBody> advice(UUID objection, Caller caller) {
    return AdviceBody.of(answers.to(objection), links, clock.instant(), caller);
  }

  private static String path(Hearing hearing) {
    return "/hearings/" + Hearing.IDS.text(hearing.id());
  }

  private static @Nullable UUID parsed(IdPrefix ids, String parameter, @Nullable String id) {
    if (id == null) {
      return null;
    }
    String detail = "Must be an id that begins with " + ids.value() + "_.";
    return ids.parse(id).orElseThrow(() -> Problem.unreadable(detail, Fault.in(parameter, detail)));
  }

  /** What can be said of a hearing later; the deal as it is mentioned, not as it is. */
  record Told(
      Hearing.@Nullable Outcome outcome,
      @Nullable String answer,
      @Nullable @Valid DealRef deal,
      @Nullable @Size(min = 1, max = 100) String stage) {

    static Told of(Hearing.Occasion occasion) {
      return new Told(occasion.outcome(), null, null, occasion.stage());
    }
  }

  /**
   * What a hearing means.
   *
   * @param objection null where it is none of those there are
   */
  record Correction(@JsonProperty(required = true) @Nullable String objection) {}
}
