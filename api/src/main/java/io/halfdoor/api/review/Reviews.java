package io.halfdoor.api.review;

import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.write.Writes;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Reviews and flags, for features whose items are reviewed. */
public final class Reviews {

  private final Jdbi jdbi;
  private final Writes writes;
  private final Ids ids;
  private final Items items;

  public Reviews(Jdbi jdbi, Writes writes, Ids ids, Items items) {
    this.jdbi = jdbi;
    this.writes = writes;
    this.ids = ids;
    this.items = items;
  }

  /** What stands below an item as {@code reviews}. */
  public ReviewResource of(String itemId) {
    return new ReviewResource(itemId, jdbi.onDemand(ReviewStore.class), writes, ids, items);
  }

  /** What stands below an item as {@code flags}. */
  public ItemFlagResource flagsOf(String itemId) {
    return new ItemFlagResource(itemId, jdbi.onDemand(ReviewStore.class), writes, ids, items);
  }

  public FlagResource resource() {
    return new FlagResource(jdbi.onDemand(ReviewStore.class), writes, items);
  }

  /** The latest review of each of these items; those never reviewed are missing. */
  public Map<UUID, Review> latest(Collection<UUID> itemIds) {
    return jdbi.onDemand(ReviewStore.class).latest(itemIds).stream()
        .collect(Collectors.toMap(Review::itemId, Function.identity()));
  }
}
