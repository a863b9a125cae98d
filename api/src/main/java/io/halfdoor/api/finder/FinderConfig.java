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
 * @param meaning whether things are found by what they mean too, and not by their words alone
 */
public record FinderConfig(
    @JsonProperty Duration longestWait,
    @JsonProperty Duration commitEvery,
    @JsonProperty Duration keepSearches,
    @JsonProperty Boolean meaning) {

  public FinderConfig(
      @Nullable Duration longestWait,
      @Nullable Duration commitEvery,
      @Nullable Duration keepSearches,
      @Nullable Boolean meaning) {
    this.longestWait = longestWait == null ? Duration.seconds(5) : longestWait;
    this.commitEvery = commitEvery == null ? Duration.seconds(3) : commitEvery;
    this.keepSearches = keepSearches == null ? Duration.days(90) : keepSearches;
    this.meaning = meaning == null || meaning;
  }

  /** As it comes. */
  public static FinderConfig standard() {
    return new FinderConfig(null, null, null, null);
  }
}
