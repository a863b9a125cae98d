package io.halfdoor.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How requests are gone about.
 *
 * @param calendar when there is somebody to work on them
 * @param rank what counts how much when they are ranked
 * @param verdictDays how long a verdict is awaited
 */
public record RequestConfig(
    @JsonProperty @Valid CalendarConfig calendar,
    @JsonProperty @Valid RankConfig rank,
    @JsonProperty @Min(1) @Max(3_650) Integer verdictDays) {

  public RequestConfig(
      @Nullable CalendarConfig calendar, @Nullable RankConfig rank, @Nullable Integer verdictDays) {
    this.calendar = calendar == null ? CalendarConfig.standard() : calendar;
    this.rank = rank == null ? RankConfig.standard() : rank;
    this.verdictDays = verdictDays == null ? 14 : verdictDays;
  }

  /** How long a verdict is awaited. */
  Duration patience() {
    return Duration.ofDays(verdictDays);
  }

  /** As usual. */
  public static RequestConfig standard() {
    return new RequestConfig(null, null, null);
  }
}
