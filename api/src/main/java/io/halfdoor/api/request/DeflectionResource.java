package io.halfdoor.api.request;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.deal.DealRef;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.item.Named;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.use.How;
import io.halfdoor.api.use.Uses;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody who was about to ask finds that an item is it: a use of that, and no request. */
@Path("requests/deflections")
@Produces(MediaType.APPLICATION_JSON)
public final class DeflectionResource {

  private static final Set<String> KINDS = Set.of("collateral", "template", "objection", "answer");

  private final Writes writes;
  private final Ids ids;
  private final Items items;
  private final Uses uses;

  DeflectionResource(Writes writes, Ids ids, Items items, Uses uses) {
    this.writes = writes;
    this.ids = ids;
    this.items = items;
    this.uses = uses;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response add(
      @Auth Caller caller, @BeanParam WriteRequest request, @NotNull @Valid NewDeflection body) {
    TypedDraft draft = body.draft().orRefused("/draft");
    Item item = solving(body.item(), caller);
    return writes.write(
        request,
        body,
        write -> {
          Deflection deflection =
              new Deflection(
                  ids.next(),
                  write.personId(),
                  Objects.requireNonNullElse(draft.title(), ""),
                  Objects.requireNonNullElse(draft.details(), ""),
                  item.kind(),
                  item.id(),
                  write.now());
          write.store(DeflectionStore.class).insert(deflection);
          uses.record(
              write, item, Objects.requireNonNullElse(body.how(), How.COPIED), body.deal(), caller);
          return Answer.created(
              items.path(item) + "/activity",
              null,
              new DeflectionBody(
                  Deflection.IDS.text(deflection.id()), Named.of(item, items), deflection.at()));
        });
  }

  private Item solving(String id, Caller caller) {
    Item item = items.find(id, caller).orElse(null);
    if (item != null && item.kind().equals(Request.KIND)) {
      throw Problem.invalid(
          Fault.at(
              "/item",
              "It is a request; say that you need it too with PUT %s/support."
                  .formatted(items.path(item))));
    }
    if (item == null || !KINDS.contains(item.kind()) || !item.published()) {
      throw Problem.invalid(
          Fault.at(
              "/item",
              "There is no published collateral, template, objection or answer with this id."));
    }
    return item;
  }

  /**
   * What is not asked for.
   *
   * @param how it reaches the buyer; copied where it is absent
   * @param deal for which it is used
   */
  record NewDeflection(
      @NotNull @Valid TypedDraft draft,
      @NotNull String item,
      @Nullable How how,
      @Nullable @Valid DealRef deal) {}

  /** A deflection as callers see it. */
  record DeflectionBody(String id, Named item, Instant at) {}
}
