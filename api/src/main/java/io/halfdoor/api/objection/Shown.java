package io.halfdoor.api.objection;

import io.halfdoor.api.web.ETags;
import jakarta.ws.rs.core.EntityTag;
import org.jdbi.v3.core.mapper.Nested;

/** An objection, and how many phrasings it has. */
public record Shown(@Nested Objection objection, int phrasings) {

  /** What its answer is tagged with: its id and version, and besides what it shows of others. */
  EntityTag tag() {
    EntityTag tag = ETags.of(Objection.IDS.text(objection.id()), objection.version());
    return new EntityTag(tag.getValue() + ETags.BESIDES + phrasings);
  }
}
