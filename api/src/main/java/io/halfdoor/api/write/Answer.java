package io.halfdoor.api.write;

import jakarta.ws.rs.core.EntityTag;
import org.jspecify.annotations.Nullable;

/**
 * What a change is answered with, in a form that can be kept.
 *
 * @param location the path of what was made, below {@code /api/v1}
 * @param kept what a replay shows in place of the body: a secret is shown once
 */
public record Answer(
    int status,
    @Nullable String location,
    @Nullable EntityTag etag,
    @Nullable Object body,
    @Nullable Object kept) {

  public static Answer created(String location, @Nullable EntityTag etag, Object body) {
    return new Answer(201, location, etag, body, body);
  }

  public static Answer ok(@Nullable EntityTag etag, Object body) {
    return new Answer(200, null, etag, body, body);
  }

  public static Answer noContent() {
    return new Answer(204, null, null, null, null);
  }

  /** Accepted, to be done later: where to look how far it is. */
  public static Answer accepted(String location, Object body) {
    return new Answer(202, location, null, body, body);
  }

  /** The same answer, of which a replay shows something else. */
  public Answer keeping(Object other) {
    return new Answer(status, location, etag, body, other);
  }
}
