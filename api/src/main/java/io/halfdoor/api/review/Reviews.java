package io.halfdoor.api.review;

import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.notice.Notices;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reviews and flags, for features whose items are reviewed. */
public final class Reviews {

  private final Jdbi jdbi;
  private final Writes writes;
  private final Ids ids;
  private final Items items;
  private final Notices notices;

  public Reviews(Jdbi jdbi, Writes writes, Ids ids, Items items, Notices notices) {
    this.jdbi = jdbi;
    this.writes = writes;
    this.ids = ids;
    this.items = items;
    this.notices = notices;
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

  /** The marks of those of these items that are due before their time. */
  public Map<UUID, DueMark> marks(Collection<UUID> itemIds) {
    return jdbi.onDemand(ReviewStore.class).marks(itemIds).stream()
        .collect(Collectors.toMap(DueMark::itemId, Function.identity()));
  }

  /**
   * Marks an item as due until somebody verifies it, and tells its owner.
   *
   * @param what happened, in one word
   * @param reason the same as a sentence; names nothing that not every reader sees
   * @param about what it comes from; null where that is nothing else
   */
  public void markDue(Write write, Item item, String what, String reason, @Nullable Item about) {
    write.store(ReviewStore.class).mark(item.id(), item.kind(), reason, write.now());
    write.record(
        item.kind(), item.id(), item.version(), "due", item.audience(), Map.of("reason", reason));
    notices.tellOwner(write, item, what, about);
  }
}
