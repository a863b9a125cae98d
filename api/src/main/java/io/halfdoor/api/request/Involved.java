package io.halfdoor.api.request;

import io.halfdoor.api.item.Item;
import io.halfdoor.api.notice.Notices;
import io.halfdoor.api.write.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is involved in a request: who asked for it, its supporters, its watchers and its assignee.
 * They hear what becomes of it, once each and not what they do themselves.
 */
final class Involved {

  private final Notices notices;

  Involved(Notices notices) {
    this.notices = notices;
  }

  /** Tells all of them what happened, in one word. */
  void hear(Write write, Request request, String what) {
    hear(write, request, what, null, null, List.of());
  }

  /**
   * Tells all of them but some, who heard of the same change in other words.
   *
   * @param what happened, in one word
   * @param about what else it concerns; null where that is nothing
   * @param reason why, in the words of who does it; null where nothing is said
   */
  void hear(
      Write write,
      Request request,
      String what,
      @Nullable Item about,
      @Nullable String reason,
      Collection<UUID> told) {
    List<UUID> people = new ArrayList<>(write.store(InvolvedStore.class).of(request.id()));
    people.removeAll(told);
    notices.tell(write, people, request.item(), what, about, reason);
  }

  /** Tells these people. */
  void hear(
      Write write, Collection<UUID> people, Request request, String what, @Nullable String reason) {
    notices.tell(write, people, request.item(), what, null, reason);
  }
}
