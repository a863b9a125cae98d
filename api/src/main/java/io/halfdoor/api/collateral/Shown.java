package io.halfdoor.api.collateral;

import io.halfdoor.api.text.TextStatus;
import jakarta.ws.rs.core.EntityTag;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/** A piece of collateral, the version that is meant when none is named, and how far its text is. */
public record Shown(
    @Nested Collateral collateral, @Nested("v") Version version, @Nested TextStatus text) {

  private static final String PENDING = "-pending";

  /** What its answer is tagged with: another one once the text has been read. */
  EntityTag tag() {
    String tag = collateral.tag().getValue();
    return new EntityTag(text.isPending() ? tag + PENDING : tag);
  }

  /** The version that If-Match names, whether the text had been read by then or not. */
  static @Nullable String version(@Nullable String ifMatch) {
    return ifMatch == null ? null : ifMatch.replace(PENDING + "\"", "\"");
  }
}
