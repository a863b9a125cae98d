package io.halfdoor.api.request;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request was answered with, once.
 *
 * @param kind the name of the kind of item that it is
 * @param version the number of the version that was delivered
 * @param rank where the search that the request came from found it then, from 1; null where it did
 *     not, or where there was no search
 */
public record Deliverable(
    UUID requestId, String kind, UUID itemId, long version, @Nullable Integer rank) {}
