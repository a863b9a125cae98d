package io.halfdoor.api.request;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.finder.Finder;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The search that a request came from, made again as somebody else. It takes time, and is made
 * outside of transactions.
 */
final class SearchAgain {

  private final Finder finder;

  SearchAgain(Finder finder) {
    this.finder = finder;
  }

  /**
   * What it finds for a reader; nothing where the request came from no search.
   *
   * @param limit how many of them at most
   */
  Ranks of(Request request, Caller reader, int limit) {
    FromSearch search = request.description().fromSearch();
    if (search == null) {
      return Ranks.NONE;
    }
    Map<String, List<String>> filters = Objects.requireNonNullElse(search.filters(), Map.of());
    return new Ranks(
        request.version(), finder.first(search.query(), filters, reader, Delivery.KINDS, limit));
  }
}
