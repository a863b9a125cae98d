package io.halfdoor.api.learning;

import io.halfdoor.api.access.Access;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.data.Transactions;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.write.Writes;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** What {@code Halfdoor} calls: what searches teach. */
public final class Learning {

  private final List<Object> resources;

  /**
   * Learns from what is in the database.
   *
   * @param full how much at stake weighs as much as in any other currency, by currency
   */
  public Learning(
      Jdbi jdbi,
      Transactions transactions,
      Writes writes,
      Ids ids,
      InstantSource clock,
      Access access,
      Finder finder,
      Items items,
      Map<String, BigDecimal> full) {
    resources =
        List.of(
            new SearchGapResource(new Gaps(transactions, finder, full), items, clock),
            new HealthResource(transactions, clock),
            new JudgementResource(jdbi, writes, ids, access, finder, items));
  }

  /** How the ids are written of what this feature records changes of. */
  public Map<String, IdPrefix> ids() {
    return Map.of(Judgement.KIND, Judgement.IDS);
  }

  public List<Object> resources() {
    return resources;
  }
}
