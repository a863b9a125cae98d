package io.halfdoor.api.item;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.search.Entry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a kind of item.
 *
 * @param name one word, as in the change feed and in hits: {@code collateral}
 * @param ids what stands before the ids of its items
 * @param path where its items are, below {@code /api/v1}: {@code /collateral}
 * @param items those of these that exist, as they are now, in any order
 * @param entries the same as entries of the index, with the prefixed id; an item that nobody is to
 *     find has none
 * @param versions which versions of their content there are
 * @param all the ids of all items in their order, in pages: for those who read everything
 * @param names which of its items another system knows by a name
 */
public record ItemKind(
    String name,
    IdPrefix ids,
    String path,
    Function<Collection<UUID>, List<Item>> items,
    Function<Collection<UUID>, List<Entry>> entries,
    Versions versions,
    All all,
    Names names) {

  /** A kind whose items other systems have no names for. */
  public ItemKind(
      String name,
      IdPrefix ids,
      String path,
      Function<Collection<UUID>, List<Item>> items,
      Function<Collection<UUID>, List<Entry>> entries,
      Versions versions,
      All all) {
    this(name, ids, path, items, entries, versions, all, _ -> Optional.empty());
  }

  /** The versions of the content of items of a kind, by their numbers. */
  public interface Versions {
    /** Whether an item has this one, and the caller may see it. */
    boolean has(UUID id, long number, Caller caller);
  }

  /** The items of a kind by their external ids. */
  public interface Names {
    Optional<UUID> find(String externalId);
  }

  /** The ids of a kind, in pages. */
  public interface All {
    /** Up to that many ids after one (from the first where it is null), in their order. */
    List<UUID> after(@Nullable UUID id, int limit);
  }
}
