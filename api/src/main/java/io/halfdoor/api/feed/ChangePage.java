package io.halfdoor.api.feed;

import java.util.List;

/**
 * Part of the feed.
 *
 * @param next the position to go on from, also where there is nothing to tell
 * @param more whether it is worth going on at once
 */
record ChangePage(List<ChangeBody> items, String next, boolean more) {}
