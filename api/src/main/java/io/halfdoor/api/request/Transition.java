package io.halfdoor.api.request;

import static io.halfdoor.api.request.Request.State.ACCEPTED;
import static io.halfdoor.api.request.Request.State.CLOSED;
import static io.halfdoor.api.request.Request.State.DECLINED;
import static io.halfdoor.api.request.Request.State.DELIVERED;
import static io.halfdoor.api.request.Request.State.IN_PROGRESS;
import static io.halfdoor.api.request.Request.State.SUBMITTED;
import static io.halfdoor.api.request.Request.State.WAITING;
import static io.halfdoor.api.request.Request.State.WITHDRAWN;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way from a state to another. {@link #ALL} is the one table of them: the contract and {@code
 * docs/requests.md} show the same.
 *
 * @param verdict what the requester says by it; null where that is nothing
 */
record Transition(
    Request.State from,
    Request.State to,
    Who who,
    boolean needsReason,
    Request.@Nullable Verdict verdict) {

  static final List<Transition> ALL =
      List.of(
          new Transition(SUBMITTED, ACCEPTED, Who.MARKETING, false, null),
          new Transition(SUBMITTED, DECLINED, Who.MARKETING, true, null),
          new Transition(SUBMITTED, WITHDRAWN, Who.REQUESTER, false, null),
          new Transition(ACCEPTED, IN_PROGRESS, Who.MARKETING, false, null),
          new Transition(ACCEPTED, WAITING, Who.MARKETING, true, null),
          new Transition(ACCEPTED, DELIVERED, Who.MARKETING, false, null),
          new Transition(ACCEPTED, DECLINED, Who.MARKETING, true, null),
          new Transition(ACCEPTED, WITHDRAWN, Who.REQUESTER, false, null),
          new Transition(IN_PROGRESS, WAITING, Who.MARKETING, true, null),
          new Transition(IN_PROGRESS, DELIVERED, Who.MARKETING, false, null),
          new Transition(IN_PROGRESS, DECLINED, Who.MARKETING, true, null),
          new Transition(IN_PROGRESS, WITHDRAWN, Who.REQUESTER, false, null),
          new Transition(WAITING, IN_PROGRESS, Who.EITHER, false, null),
          new Transition(WAITING, DECLINED, Who.MARKETING, true, null),
          new Transition(WAITING, WITHDRAWN, Who.REQUESTER, false, null),
          new Transition(DELIVERED, CLOSED, Who.REQUESTER, false, Request.Verdict.HELPED),
          new Transition(
              DELIVERED, IN_PROGRESS, Who.REQUESTER, true, Request.Verdict.NOT_WHAT_I_NEEDED));

  /** Whose it is to make. */
  enum Who {
    /** Marketers and admins. */
    MARKETING,
    /** Who asked, and who filed it. */
    REQUESTER,
    /** All of these. */
    EITHER;

    private boolean includes(Caller caller, Request request) {
      return switch (this) {
        case MARKETING -> caller.curates();
        case REQUESTER -> request.isOf(caller);
        case EITHER -> caller.curates() || request.isOf(caller);
      };
    }
  }

  /**
   * The way of a request to a state.
   *
   * @throws Problem that names the states to which the caller may take it, where this is none
   */
  static Transition of(Request request, Request.State to, Caller caller) {
    List<Transition> allowed =
        ALL.stream()
            .filter(way -> way.from == request.state() && way.who.includes(caller, request))
            .toList();
    return allowed.stream()
        .filter(way -> way.to == to)
        .findFirst()
        .orElseThrow(() -> refused(request.state(), to, allowed));
  }

  private static Problem refused(Request.State from, Request.State to, List<Transition> allowed) {
    List<String> words = allowed.stream().map(way -> Words.of(way.to)).toList();
    String can = words.isEmpty() ? "nothing" : String.join(" or ", words);
    return Problem.conflict(
            "It is %s; you cannot make it %s, but %s.".formatted(Words.of(from), Words.of(to), can))
        .with("allowed", words);
  }
}
