package io.halfdoor.api.log;

import ch.qos.logback.access.common.spi.IAccessEvent;
import org.jspecify.annotations.Nullable;

/** What was noted on a request for its line in the log. */
final class Noted {

  static final String PERSON = "halfdoor.personId";

  private static final String MISSING = "-";

  private Noted() {}

  static String requestId(IAccessEvent event) {
    return event.getResponseHeader("X-Request-Id");
  }

  static String personId(IAccessEvent event) {
    return event.getAttribute(PERSON);
  }

  static boolean isMissing(@Nullable Object value) {
    return value == null || value.equals(MISSING);
  }
}
