package io.halfdoor.api.feed;

import io.halfdoor.api.change.Changes;
import io.halfdoor.api.item.Items;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** What {@code Halfdoor} calls: the change feed for callers. */
public final class Feed {

  private final AtomicBoolean isOpen = new AtomicBoolean(true);
  private final ChangeResource resource;

  public Feed(Changes changes, Items items, InstantSource clock) {
    this.resource = new ChangeResource(changes, items, clock, isOpen::get);
  }

  public ChangeResource resource() {
    return resource;
  }

  /** Answers those who wait for changes with what there is, so that the server can stop. */
  public void stop() {
    isOpen.set(false);
  }
}
