package io.halfdoor.api.finding;

import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.write.Writes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks which published items of a kind are due for review, so that it is found, and the index
 * learns it though nobody wrote to them.
 */
public final class DueCheck {

  private static final int PAGE = 500;

  private final ItemKind kind;
  private final Due due;
  private final Findings findings;
  private final Writes writes;
  private final InstantSource clock;

  /** Which items are due. */
  public interface Due {
    /** Since when each of these is due that is published and due now. */
    Map<UUID, Instant> since(Collection<UUID> ids, Instant now);
  }

  public DueCheck(ItemKind kind, Due due, Findings findings, Writes writes, InstantSource clock) {
    this.kind = kind;
    this.due = due;
    this.findings = findings;
    this.writes = writes;
    this.clock = clock;
  }

  public void run() {
    Map<UUID, String> found = new HashMap<>();
    Instant now = clock.instant();
    @Nullable UUID last = null;
    for (List<UUID> page = kind.all().after(last, PAGE);
        !page.isEmpty();
        page = kind.all().after(last, PAGE)) {
      due.since(page, now).forEach((id, since) -> found.put(id, sentence(since)));
      last = page.getLast();
    }
    findings.checked(kind.name(), FindingType.DUE_FOR_REVIEW, found).forEach(this::tell);
  }

  private static String sentence(Instant since) {
    return "Its review has been due since " + since.toString().substring(0, 10) + ".";
  }

  private void tell(UUID id) {
    writes.write(
        null,
        write -> {
          for (Item item : kind.items().apply(List.of(id))) {
            write.record(item.kind(), id, item.version(), "due", item.audience(), null);
          }
          return id;
        });
  }
}
