package io.halfdoor.api.item;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item as everybody else sees it.
 *
 * @param kind the name of its {@link ItemKind}
 * @param owner who looks after it; null where nobody does
 * @param audience the terms of who may see it as it is now
 */
public record Item(
    String kind, UUID id, long version, String title, @Nullable UUID owner, Set<String> audience) {}
