package io.halfdoor.api.change;

import java.time.Duration;

/**
 * How far the feed's readers are held back.
 *
 * @param oldestWriter the age of the oldest transaction that writes, be it to the feed or not; zero
 *     when none does
 * @param unreadable how many rows are committed and wait for such a transaction to end
 */
public record FeedLag(Duration oldestWriter, long unreadable) {}
