package io.halfdoor.api.access;

import io.halfdoor.api.data.IdPrefix;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A personal token, without its secret: that is shown once, when it is made. */
public record Token(
    UUID id,
    UUID personId,
    String name,
    Scope scope,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  static final String KIND = "token";
  static final IdPrefix IDS = new IdPrefix("tok");
}
