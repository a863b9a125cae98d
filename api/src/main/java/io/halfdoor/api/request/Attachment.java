package io.halfdoor.api.request;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody attached to a request: a file of its own, which all read who see the request, or a
 * piece of collateral, a draft perhaps, which is read by those who may read it.
 *
 * @param itemId the collateral; null for a file
 * @param sha256 of the file, as are the rest; null for collateral
 * @param size in bytes
 */
public record Attachment(
    UUID id,
    UUID requestId,
    UUID personId,
    @Nullable UUID itemId,
    @Nullable String sha256,
    @Nullable String fileName,
    @Nullable String mediaType,
    @Nullable Long size,
    Instant at) {

  static final IdPrefix IDS = new IdPrefix("att");
}
