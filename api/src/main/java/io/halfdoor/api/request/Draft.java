package io.halfdoor.api.request;

import java.util.List;
import java.util.Map;

/**
 * A request as another feature drafts it.
 *
 * @param kind the word for it
 * @param objections their ids as callers write them
 * @param deals the same of those that need it
 */
public record Draft(
    String title,
    String details,
    String kind,
    Map<String, List<String>> labels,
    List<String> objections,
    List<String> deals) {}
