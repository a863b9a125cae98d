package io.halfdoor.api.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.NewChange;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.web.RequestIds;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A change in the making: its transaction, who makes it, and when. */
public final class Write {

  private final Handle handle;
  private final @Nullable UUID personId;
  private final Instant now;
  private final Changes changes;
  private final ObjectMapper json;
  private @Nullable Position position;

  Write(Handle handle, @Nullable UUID personId, Instant now, Changes changes, ObjectMapper json) {
    this.handle = handle;
    this.personId = personId;
    this.now = now;
    this.changes = changes;
    this.json = json;
  }

  /** A store whose statements belong to this change. */
  public <S> S store(Class<S> store) {
    return handle.attach(store);
  }

  public Handle handle() {
    return handle;
  }

  /** Who makes it. Asked only where somebody does. */
  public UUID personId() {
    return Objects.requireNonNull(personId, "Halfdoor itself makes this change");
  }

  /** Whether this person makes it. */
  public boolean isBy(UUID person) {
    return person.equals(personId);
  }

  /** The time of this change: one instant for all that it writes. */
  public Instant now() {
    return now;
  }

  /**
   * Records that something happened to an item, on its timeline and in the change feed.
   *
   * @param audience the terms of who may know of it: who could see the item before, and who can now
   * @param detail what changed, from what to what and why; null where the action says it all
   */
  public void record(
      String kind,
      UUID itemId,
      long version,
      String action,
      Set<String> audience,
      @Nullable Object detail) {
    record(kind, itemId, version, action, audience, audience, detail);
  }

  /**
   * The same, where the timeline tells fewer than the feed.
   *
   * @param readers the terms of who may read what was done, with its detail
   */
  public void record(
      String kind,
      UUID itemId,
      long version,
      String action,
      Set<String> audience,
      Set<String> readers,
      @Nullable Object detail) {
    note(kind, itemId, version, action, readers, detail);
    position =
        changes.record(
            handle, new NewChange(kind, itemId, version, action, personId, now, audience, false));
  }

  /** Records that an item is gone: the feed keeps a tombstone. */
  public void recordDeleted(String kind, UUID itemId, long version, Set<String> audience) {
    note(kind, itemId, version, "deleted", audience, null);
    position =
        changes.record(
            handle, new NewChange(kind, itemId, version, "deleted", personId, now, audience, true));
  }

  private void note(
      String kind,
      UUID itemId,
      long version,
      String action,
      Set<String> readers,
      @Nullable Object detail) {
    handle
        .attach(WriteStore.class)
        .insert(
            now,
            personId,
            kind,
            itemId,
            version,
            action,
            readers,
            written(detail),
            RequestIds.current());
  }

  /** Where in the feed this change stands so far; null when it recorded nothing. */
  @Nullable Position position() {
    return position;
  }

  private @Nullable String written(@Nullable Object detail) {
    try {
      return detail == null ? null : json.writeValueAsString(detail);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A detail that is no JSON", e);
    }
  }
}
