package io.halfdoor.api.request;

import io.halfdoor.api.access.Audience;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.item.Item;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * Content that somebody asks for.
 *
 * @param verdict the latest; null before there is one, and from the next delivery on
 * @param mergedInto the request that took its place; null unless it is merged
 * @param assigneeId who works on it; null where nobody does
 * @param filedBy another than who asks, where it was filed on behalf of them
 */
public record Request(
    UUID id,
    int version,
    @Nested Description description,
    State state,
    @Nullable Verdict verdict,
    @Nullable UUID mergedInto,
    @Nullable UUID assigneeId,
    UUID requestedBy,
    UUID filedBy,
    Instant createdAt,
    Instant updatedAt,
    UUID updatedBy) {

  public static final String KIND = "request";
  public static final IdPrefix IDS = new IdPrefix("req");

  /** What sort of content is asked for. */
  public enum Kind {
    ONE_PAGER,
    CASE_STUDY,
    DECK,
    BATTLE_CARD,
    EMAIL_TEMPLATE,
    VIDEO,
    OTHER
  }

  /** Where it stands. */
  public enum State {
    SUBMITTED,
    ACCEPTED,
    IN_PROGRESS,
    /** For something that the requester is to say. */
    WAITING,
    /** The requester's verdict is awaited. */
    DELIVERED,
    CLOSED,
    DECLINED,
    WITHDRAWN,
    /** Into another, which is for the same thing. */
    MERGED;

    /** Whether something is still to become of it. */
    boolean isOpen() {
      return this != CLOSED && this != DECLINED && this != WITHDRAWN && this != MERGED;
    }

    /** Whether it was begun, however that went. */
    boolean isBegun() {
      return this != SUBMITTED && this != ACCEPTED;
    }

    /** Whether what is asked for is still to be made. */
    boolean isToBeMade() {
      return isOpen() && this != DELIVERED;
    }
  }

  /** What the requester says of what was delivered. */
  public enum Verdict {
    HELPED,
    NOT_WHAT_I_NEEDED,
    /** Nothing was said in time. */
    NO_VERDICT
  }

  /** The terms of who may see it, in whichever state it is. */
  public Set<String> terms() {
    Audience readers = description.confidential() ? Audience.MARKETING : Audience.EVERYONE;
    Set<String> terms = readers.published(requestedBy);
    terms.add(Audience.person(filedBy).value());
    return terms;
  }

  /** As others know it. */
  Item item() {
    return new Item(
        KIND, id, version, version, description.title(), assigneeId, terms(), state.isOpen());
  }

  boolean isSeenBy(Caller caller) {
    return !Collections.disjoint(terms(), caller.terms());
  }

  /**
   * The request that took its place, as far as the caller may know: where a confidential one went
   * is known to those who curate.
   */
  Optional<UUID> successor(Caller caller) {
    boolean isTold = !description.confidential() || caller.curates();
    return Optional.ofNullable(mergedInto).filter(into -> isTold);
  }

  /** Whether the caller asked for it, or filed it. */
  boolean isOf(Caller caller) {
    return requestedBy.equals(caller.personId()) || filedBy.equals(caller.personId());
  }

  /** The same with other things said of it. */
  Request described(Description other, @Nullable UUID assignee, Instant now, UUID by) {
    return next(other, state, verdict, mergedInto, assignee, now, by);
  }

  /** The same in another state. Who accepts it works on it, where nobody does. */
  Request moved(Transition way, Instant now, UUID by) {
    boolean isTaken = way.to() == State.ACCEPTED && assigneeId == null;
    Verdict judged = way.to() == State.DELIVERED || way.verdict() != null ? way.verdict() : verdict;
    return next(description, way.to(), judged, mergedInto, isTaken ? by : assigneeId, now, by);
  }

  /** The same closed since its requester said nothing. Who changed it last stays who did. */
  Request unjudged(Instant now) {
    return next(
        description, State.CLOSED, Verdict.NO_VERDICT, mergedInto, assigneeId, now, updatedBy);
  }

  /** The same with another in its place. */
  Request mergedInto(UUID other, Instant now, UUID by) {
    return next(description, State.MERGED, verdict, other, assigneeId, now, by);
  }

  private Request next(
      Description said,
      State to,
      @Nullable Verdict judged,
      @Nullable UUID into,
      @Nullable UUID assignee,
      Instant now,
      UUID by) {
    return new Request(
        id,
        version + 1,
        said,
        to,
        judged,
        into,
        assignee,
        requestedBy,
        filedBy,
        createdAt,
        now,
        by);
  }
}
