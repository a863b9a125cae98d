package io.halfdoor.api.finder;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How things are found.
 *
 * @param longestWait how long a search waits for the index to reach the position it names
 * @param commitEvery how often the index is made durable: what was applied since is read again from
 *     the feed after a crash
 * @param keepSearches how long it is remembered what was searched for and opened
 */
public record FinderConfig(
    @JsonProperty Duration longestWait,
    @JsonProperty Duration commitEvery,
    @JsonProperty Duration keepSearches) {

  public FinderConfig(
      @Nullable Duration longestWait,
      @Nullable Duration commitEvery,
      @Nullable Duration keepSearches) {
    this.longestWait = longestWait == null ? Duration.seconds(5) : longestWait;
    this.commitEvery = commitEvery == null ? Duration.seconds(3) : commitEvery;
    this.keepSearches = keepSearches == null ? Duration.days(90) : keepSearches;
  }

  /** As it comes. */
  public static FinderConfig standard() {
    return new FinderConfig(null, null, null);
  }
}
