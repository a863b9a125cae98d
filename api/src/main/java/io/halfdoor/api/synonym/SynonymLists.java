package io.halfdoor.api.synonym;

import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.write.Writes;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What {@code Halfdoor} calls: the list of synonyms, which this node's searches go by. */
public final class SynonymLists {

  private final SynonymStore store;
  private final Finder finder;
  private final List<Object> resources;

  public SynonymLists(Jdbi jdbi, Writes writes, Finder finder, InstantSource clock) {
    this.store = jdbi.onDemand(SynonymStore.class);
    this.finder = finder;
    this.resources = List.of(new SynonymResource(jdbi, new Preview(jdbi, finder, clock), writes));
  }

  public List<Object> resources() {
    return resources;
  }

  /** Has this node's searches go by the list, and by each that takes its place. */
  public void follow() {
    finder.onChange(SynonymList.KIND, this::load);
  }

  /** One after the other, so that what was read last is what holds. */
  private synchronized void load() {
    finder.synonyms(store.present().orElse(SynonymList.NONE).synonyms());
  }
}
