package io.halfdoor.api.request;

import java.util.UUID;

/**
 * What a request was answered with, once.
 *
 * @param kind the name of the kind of item that it is
 * @param version the number of the version that was delivered
 */
public record Deliverable(UUID requestId, String kind, UUID itemId, long version) {}
