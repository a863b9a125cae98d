package io.halfdoor.api.deal;

import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.write.Write;
import java.util.UUID;

/** The deals that features point to. */
public final class Deals {

  public static final IdPrefix IDS = new IdPrefix("deal");

  private final Ids ids;

  public Deals(Ids ids) {
    this.ids = ids;
  }

  /** The id of the deal that is meant; one that is mentioned for the first time is noted down. */
  public UUID noted(Write write, DealRef deal) {
    DealStore store = write.store(DealStore.class);
    return store
        .find(deal)
        .orElseGet(
            () -> {
              store.insert(ids.next(), deal, write.now());
              return store.find(deal).orElseThrow();
            });
  }
}
