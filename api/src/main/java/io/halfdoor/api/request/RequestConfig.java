package io.halfdoor.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * How requests are gone about.
 *
 * @param calendar when there is somebody to work on them
 * @param rank what counts how much when they are ranked
 */
public record RequestConfig(
    @JsonProperty @Valid CalendarConfig calendar, @JsonProperty @Valid RankConfig rank) {

  public RequestConfig(@Nullable CalendarConfig calendar, @Nullable RankConfig rank) {
    this.calendar = calendar == null ? CalendarConfig.standard() : calendar;
    this.rank = rank == null ? RankConfig.standard() : rank;
  }

  /** As usual. */
  public static RequestConfig standard() {
    return new RequestConfig(null, null);
  }
}
