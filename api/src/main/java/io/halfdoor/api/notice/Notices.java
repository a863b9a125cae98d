package io.halfdoor.api.notice;

import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    if (item.owner() != null) {
      tell(write, List.of(item.owner()), item, what, about, null);
    }
  }

  /**
   * Tells these people of an item, each once and nobody of what they do themselves. That they may
   * see it was seen to by the caller.
   *
   * @param what happened, in one word
   * @param about what it comes from; null where that is nothing else
   * @param reason why, as who does it says; null where nothing is said
   */
  public void tell(
      Write write,
      Collection<UUID> people,
      Item item,
      String what,
      @Nullable Item about,
      @Nullable String reason) {
    List<Notice> notices =
        people.stream()
            .distinct()
            .filter(person -> !write.isBy(person))
            .map(
                person ->
                    new Notice(
                        ids.next(),
                        person,
                        item.kind(),
                        item.id(),
                        what,
                        about == null ? null : about.kind(),
                        about == null ? null : about.id(),
                        reason,
                        write.now(),
                        null))
            .toList();
    if (!notices.isEmpty()) {
      write.store(NoticeStore.class).insert(notices);
    }
  }
}
