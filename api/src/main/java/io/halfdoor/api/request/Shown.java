package io.halfdoor.api.request;

import io.halfdoor.api.item.Item;
import io.halfdoor.api.web.Digests;
import io.halfdoor.api.web.ETags;
import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request with what it shows besides: how many need it too, of what it was answered with all that
 * a caller sees, how the caller stands to it, how long what took, and by when more is to be
 * expected.
 *
 * @param searches those that requests came from which were merged into it
 * @param support the caller's own; null where they do not need it too
 * @param watched whether the caller watches it
 * @param forecast null where it has come to its end
 */
record Shown(
    Request request,
    long supporters,
    List<Delivered> delivered,
    List<FromSearch> searches,
    @Nullable Support support,
    boolean watched,
    Clock clock,
    @Nullable Forecast forecast) {

  private static final int DIGEST = 12;

  /** What was delivered, and the item as it is now. */
  record Delivered(Item item, long version, @Nullable Integer rank) {}

  /** What it is tagged with: its id and version, and besides what it shows. */
  EntityTag tag() {
    String others =
        delivered.stream()
            .map(each -> each.item().id() + " " + each.version() + " " + each.item().title())
            .collect(
                Collectors.joining(
                    "\n",
                    supporters + " " + support + " " + watched + "\n" + clock + forecast + "\n",
                    ""));
    return new EntityTag(
        ETags.of(Request.IDS.text(request.id()), request.version()).getValue()
            + ETags.BESIDES
            + Digests.sha256(others).substring(0, DIGEST));
  }
}
