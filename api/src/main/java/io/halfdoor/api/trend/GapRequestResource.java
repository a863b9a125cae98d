package io.halfdoor.api.trend;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.figure.Window;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.WriteRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The content request that an objection without anything fresh to say calls for, filed. */
@Path("objections/{id}/requests")
@Produces(MediaType.APPLICATION_JSON)
public final class GapRequestResource {

  private static final String OBJECTION = "objection";

  private final TrendStore store;
  private final Coverage coverage;
  private final Drafts drafts;
  private final Trends.Filing filing;
  private final Labels labels;
  private final Items items;
  private final InstantSource clock;

  GapRequestResource(
      Jdbi jdbi,
      Coverage coverage,
      Drafts drafts,
      Trends.Filing filing,
      Labels labels,
      Items items,
      InstantSource clock) {
    this.store = jdbi.onDemand(TrendStore.class);
    this.coverage = coverage;
    this.drafts = drafts;
    this.filing = filing;
    this.labels = labels;
    this.items = items;
    this.clock = clock;
  }

  @POST
  @Allow
  public Response file(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("stage") @Nullable String stage,
      @QueryParam("persona") @Nullable String persona,
      @QueryParam("missing") @DefaultValue("all") GapResource.Missing missing) {
    UUID objection =
        items
            .find(id, caller)
            .filter(item -> item.kind().equals(OBJECTION))
            .map(Item::id)
            .orElseThrow(() -> Problem.notFound(OBJECTION));
    Window window = Window.of(from, to, clock.instant());
    Map<String, String> wanted = GapResource.wanted(stage, persona);
    wanted.forEach(this::requireKnown);
    List<TrendStore.Demand> gap =
        store.demand(window.begin(), window.end(), stage).stream()
            .filter(demand -> demand.id().equals(objection))
            .filter(demand -> isMissing(objection, wanted, missing, caller))
            .toList();
    if (gap.isEmpty()) {
      throw Problem.conflict(
          "It is no gap: nobody heard it in that time, or there is something fresh to say to it.");
    }
    RequestDraft draft =
        drafts.of(gap, drafts.heardIn(gap, window, stage), window, wanted, missing).get(objection);
    return filing.file(caller, request, Objects.requireNonNull(draft));
  }

  /** What is asked about becomes a label of the request. */
  private void requireKnown(String key, String value) {
    if (!labels.values(key).orElse(List.of()).contains(value)) {
      throw Problem.invalid(
          Fault.in(key, "There is no such " + key + "; GET /labels/" + key + " lists them."));
    }
  }

  private boolean isMissing(
      UUID objection, Map<String, String> wanted, GapResource.Missing missing, Caller caller) {
    return Objects.requireNonNull(coverage.of(List.of(objection), wanted, caller).get(objection))
        .isMissing(missing.kind());
  }
}
