package io.halfdoor.api.trend;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.figure.Share;
import io.halfdoor.api.figure.Window;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What became of the deals in which an objection was heard, by what was answered. It says what goes
 * together, never what caused what; answers are ranked only within a stage, and only where there is
 * enough to go by.
 */
@Path("objections/{id}/outcomes")
@Produces(MediaType.APPLICATION_JSON)
public final class OutcomeResource {

  private static final String READING =
      "Associated with, not because of: who answers what, and when, is no accident.";

  private final Jdbi jdbi;
  private final Items items;
  private final InstantSource clock;
  private final int minimum;

  OutcomeResource(Jdbi jdbi, Items items, InstantSource clock, int minimum) {
    this.jdbi = jdbi;
    this.items = items;
    this.clock = clock;
    this.minimum = minimum;
  }

  @GET
  @Allow
  public OutcomesBody get(
      @Auth Caller caller,
      @PathParam("id") String id,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    Window window = Window.of(from, to, clock.instant());
    Item objection =
        items
            .find(id, caller)
            .filter(item -> item.kind().equals("objection"))
            .orElseThrow(() -> Problem.notFound("objection"));
    List<TrendStore.Became> all =
        jdbi.onDemand(TrendStore.class).outcomes(objection.id(), window.begin(), window.end());
    return new OutcomesBody(
        window.from(),
        window.to(),
        id,
        minimum,
        READING,
        all.stream().map(became -> row(became, all, caller)).toList());
  }

  private OutcomeBody row(TrendStore.Became became, List<TrendStore.Became> all, Caller caller) {
    String answer = became.answerId() == null ? null : items.text("answer", became.answerId());
    String title = answer == null ? null : items.find(answer, caller).map(Item::title).orElse(null);
    return new OutcomeBody(
        answer,
        title,
        became.stage(),
        became.hearings(),
        Share.of(became.answered(), became.told()),
        Share.of(became.won(), became.closed()),
        became.open(),
        rank(became, all));
  }

  /** Its place among the answers at the same stage by what is the least that is won with it. */
  private @Nullable Integer rank(TrendStore.Became became, List<TrendStore.Became> all) {
    List<TrendStore.Became> comparable =
        all.stream()
            .filter(
                other ->
                    other.answerId() != null
                        && other.closed() >= minimum
                        && Objects.equals(other.stage(), became.stage()))
            .sorted(Comparator.comparingDouble(OutcomeResource::least).reversed())
            .toList();
    int place = comparable.indexOf(became);
    return became.stage() == null || comparable.size() < 2 || place < 0 ? null : place + 1;
  }

  private static double least(TrendStore.Became became) {
    var interval = Share.of(became.won(), became.closed()).interval();
    return interval == null ? 0 : interval.low();
  }

  /**
   * What became of an objection's hearings in a window.
   *
   * @param minimum of how many closed deals an answer is ranked at all
   * @param reading how the figures are to be read
   */
  record OutcomesBody(
      LocalDate from,
      LocalDate to,
      String objection,
      int minimum,
      String reading,
      List<OutcomeBody> items) {}

  /**
   * One answer at one stage.
   *
   * @param answer null where nobody said what was answered
   * @param stage of the deal when it was heard; null where nobody said it
   * @param answered of the hearings whose outcome the rep told, those that were answered
   * @param won of the deals that are closed by now, those that were won; each deal once
   * @param open deals that may still end either way, and count in neither
   * @param rank among the answers at this stage, by the lower bound of won; null where fewer than
   *     two have enough closed deals, and for deals without a stage
   */
  record OutcomeBody(
      @Nullable String answer,
      @Nullable String title,
      @Nullable String stage,
      long hearings,
      Share answered,
      Share won,
      long open,
      @Nullable Integer rank) {}
}
