package io.halfdoor.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * How requests are gone about.
 *
 * @param calendar when there is somebody to work on them
 */
public record RequestConfig(@JsonProperty @Valid CalendarConfig calendar) {

  public RequestConfig(@Nullable CalendarConfig calendar) {
    this.calendar = calendar == null ? CalendarConfig.standard() : calendar;
  }

  /** As usual. */
  public static RequestConfig standard() {
    return new RequestConfig(null);
  }
}
