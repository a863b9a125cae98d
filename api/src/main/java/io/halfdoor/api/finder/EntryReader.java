package io.halfdoor.api.finder;

import io.halfdoor.api.data.DatabaseAway;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.search.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads items as they are now, as entries of the index. */
final class EntryReader {

  private static final Logger LOG = LoggerFactory.getLogger(EntryReader.class);

  private EntryReader() {}

  /**
   * The entries of those of these items that have one, in any order. An item that cannot be made
   * into an entry is logged and left out, so that it keeps nobody from finding the others.
   */
  static List<Entry> read(ItemKind kind, Collection<UUID> ids) {
    try {
      return kind.entries().apply(ids);
    } catch (RuntimeException e) {
      if (DatabaseAway.in(e).isPresent()) {
        throw e;
      }
      if (ids.size() == 1) {
        LOG.error("{} cannot be indexed", kind.ids().text(ids.iterator().next()), e);
        return List.of();
      }
    }
    List<Entry> entries = new ArrayList<>();
    for (UUID id : ids) {
      entries.addAll(read(kind, List.of(id)));
    }
    return entries;
  }
}
