package io.halfdoor.api.request;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody says about a request.
 *
 * @param text Markdown, as it was written
 */
public record Comment(UUID id, UUID requestId, UUID personId, String text, Instant at) {

  static final IdPrefix IDS = new IdPrefix("cmt");
}
