package io.halfdoor.api.template;

import io.halfdoor.api.merge.Wording;
import org.jdbi.v3.core.mapper.Nested;

/** A template, and the version that is meant when none is named. */
public record Shown(@Nested Template template, @Nested("v") Version version) {

  Wording wording() {
    return version.wording(template.description().language());
  }
}
