package io.halfdoor.api.notice;

import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What {@code Halfdoor} and the features call: notices are told here, and read over HTTP. */
public final class Notices {

  private final Jdbi jdbi;
  private final Writes writes;
  private final Ids ids;
  private final Items items;

  public Notices(Jdbi jdbi, Writes writes, Ids ids, Items items) {
    this.jdbi = jdbi;
    this.writes = writes;
    this.ids = ids;
    this.items = items;
  }

  public NoticeResource resource() {
    return new NoticeResource(jdbi.onDemand(NoticeStore.class), writes, items);
  }

  /** How the ids are written of what this feature records changes of. */
  public Map<String, IdPrefix> ids() {
    return Map.of(Notice.KIND, Notice.IDS);
  }

  /**
   * Tells the owner of an item, unless they do it themselves or nobody owns it.
   *
   * @param what happened, in one word
   * @param about what it comes from; null where that is nothing else
   */
  public void tellOwner(Write write, Item item, String what, @Nullable Item about) {
    if (item.owner() == null || write.isBy(item.owner())) {
      return;
    }
    write
        .store(NoticeStore.class)
        .insert(
            new Notice(
                ids.next(),
                item.owner(),
                item.kind(),
                item.id(),
                what,
                about == null ? null : about.kind(),
                about == null ? null : about.id(),
                write.now(),
                null));
  }
}
