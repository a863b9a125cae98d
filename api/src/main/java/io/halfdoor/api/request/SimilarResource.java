package io.halfdoor.api.request;

import static java.util.stream.Collectors.toMap;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What is like a request that is being typed: a question, which changes nothing. */
@Path("requests/similar")
@Produces(MediaType.APPLICATION_JSON)
public final class SimilarResource {

  private final SupportStore supporters;
  private final Similar similar;
  private final Items items;

  SimilarResource(Jdbi jdbi, Similar similar, Items items) {
    this.supporters = jdbi.onDemand(SupportStore.class);
    this.similar = similar;
    this.items = items;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow(reads = true)
  public AlikeList find(@Auth Caller caller, @NotNull @Valid TypedDraft draft) {
    List<Similar.Alike> alike = similar.to(draft.orRefused(""), caller);
    List<UUID> asked =
        alike.stream().filter(one -> one.state() != null).map(one -> one.item().id()).toList();
    Map<UUID, Long> counts =
        supporters.counts(asked).stream()
            .collect(toMap(SupportStore.Count::requestId, SupportStore.Count::supporters));
    return new AlikeList(alike.stream().map(one -> body(one, counts)).toList());
  }

  private AlikeBody body(Similar.Alike one, Map<UUID, Long> supporters) {
    Item item = one.item();
    return new AlikeBody(
        items.text(item),
        item.kind(),
        item.title(),
        one.likeness(),
        Why.of(one),
        one.state(),
        one.state() == null ? null : supporters.getOrDefault(item.id(), 0L));
  }

  /** What is like the draft, the likest first. */
  record AlikeList(List<AlikeBody> items) {}

  /**
   * Something like the draft, as callers see it.
   *
   * @param state of a request
   * @param supporters of a request
   */
  record AlikeBody(
      String id,
      String kind,
      String title,
      double likeness,
      Why why,
      Request.@Nullable State state,
      @Nullable Long supporters) {}

  /** Why it is told, in a sentence and in data. */
  record Why(
      String says,
      String saying,
      List<String> words,
      Map<String, List<String>> labels,
      List<String> objections) {

    private static final int WORDS = 5;

    static Why of(Similar.Alike alike) {
      List<String> says = new ArrayList<>();
      if (!alike.words().isEmpty()) {
        says.add("has " + words(alike.words()));
      }
      if (!alike.objections().isEmpty()) {
        says.add("is about the same objection");
      }
      alike
          .labels()
          .forEach((key, values) -> says.add("is for " + key + " " + String.join(", ", values)));
      String sentence = String.join("; ", says);
      return new Why(
          sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".",
          alike.saying(),
          alike.words(),
          alike.labels(),
          alike.objections());
    }

    private static String words(List<String> all) {
      String first =
          String.join(
              ", ", all.stream().limit(WORDS).map(word -> "\u201c" + word + "\u201d").toList());
      int more = all.size() - WORDS;
      return more > 0 ? first + " and %d more of its words".formatted(more) : first;
    }
  }
}
