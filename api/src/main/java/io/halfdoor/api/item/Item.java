package io.halfdoor.api.item;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item as everybody else sees it.
 *
 * @param kind the name of its {@link ItemKind}
 * @param version of the item as a whole: raised with every change to it
 * @param number of the version of its content that is meant when none is named
 * @param owner who looks after it; null where nobody does
 * @param audience the terms of who may see it as it is now
 * @param published whether it is meant for readers: neither a draft nor put away
 */
public record Item(
    String kind,
    UUID id,
    long version,
    long number,
    String title,
    @Nullable UUID owner,
    Set<String> audience,
    boolean published) {}
