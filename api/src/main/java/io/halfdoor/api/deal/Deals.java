package io.halfdoor.api.deal;

import io.halfdoor.api.change.Changes;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.importing.Shelf;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The deals that features point to. */
public final class Deals {

  public static final IdPrefix IDS = new IdPrefix("deal");

  private final DealStore deals;
  private final Mentions mentions;
  private final DealResource resource;
  private final DealShelf shelf;

  public Deals(
      Jdbi jdbi,
      Writes writes,
      Changes changes,
      Ids ids,
      Labels labels,
      JsonBodies bodies,
      MergePatch patches) {
    this.deals = jdbi.onDemand(DealStore.class);
    this.mentions = new Mentions(ids, labels);
    this.shelf = new DealShelf(mentions, patches);
    this.resource = new DealResource(jdbi, writes, changes, mentions, bodies);
  }

  public DealResource resource() {
    return resource;
  }

  /** How rows of an import become deals. */
  public Shelf shelf() {
    return shelf;
  }

  /** How ids of deals are written. */
  public Map<String, IdPrefix> ids() {
    return Map.of(Deal.KIND, IDS);
  }

  /**
   * The id of the deal that is meant, of which all is noted that a person says with the mention. To
   * be called before anything refers to the id, since the deal is locked from then on.
   *
   * @throws io.halfdoor.api.problem.Problem below {@code /deal}, when it has a stage that is not in
   *     the vocabulary
   */
  public UUID noted(Write write, DealRef mention) {
    return mentions.note(write, mention, Source.PERSON, "/deal").deal().id();
  }

  /** A deal; where it was merged into another, that one. */
  public Optional<Deal> find(UUID id) {
    return deals.find(id);
  }

  /** Those of these that there are, by the ids that were asked for; merged ones as above. */
  public Map<UUID, Deal> all(Collection<UUID> ids) {
    return deals.findAll(ids).stream()
        .collect(Collectors.toMap(DealStore.Asked::asked, DealStore.Asked::deal));
  }

  /** What moves the references of a feature from a deal to the one that it is merged into. */
  public interface Moving {
    void move(Write write, UUID from, UUID to);
  }

  /** Has references moved with every merge: to be said before the first request. */
  public void whenMerged(Moving moving) {
    mentions.moveToo(moving);
  }

  /**
   * Open deals whose value is in one currency.
   *
   * @param currency null for those whose value nobody said
   * @param amount of all of them together; null for those
   */
  public record AtStake(@Nullable String currency, long deals, @Nullable BigDecimal amount) {}

  /**
   * The value at stake in a set of deals: of those that are open now, each counted once, by
   * currency. Amounts of different currencies are never added up, and those of unknown value are a
   * row of their own, last: the sums are what is known, so the least that is at stake.
   */
  public List<AtStake> atStake(Collection<UUID> ids) {
    return deals.atStake(ids);
  }

  /**
   * How many deals became opportunities.
   *
   * @param team of the first person who mentioned them, as it was then; null where nobody did (the
   *     CRM alone knows of them) or that person had none
   * @param leadSource as it is known now; null where it is not
   * @param dated of how many it is known when that was; the others count by when they were first
   *     mentioned, which may be long after
   */
  public record Opened(
      @Nullable String team, @Nullable String leadSource, long deals, long dated) {}

  /**
   * The deals that became opportunities in a time, by team and lead source, whatever became of them
   * since. Only deals that somebody mentioned or imported are known, so where no CRM is imported it
   * is a count of deals heard of, and rates by it are too high.
   *
   * @param to the first instant after it
   */
  public List<Opened> opened(Instant from, Instant to) {
    return deals.opened(from, to);
  }
}
