package io.halfdoor.api.collateral;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.item.State;
import io.halfdoor.api.web.ETags;
import jakarta.ws.rs.core.EntityTag;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * Anything shown to a buyer or read before a call.
 *
 * @param latestVersion the number of its latest version, published or not
 * @param publishedVersion the number of the latest published one; null where none ever was
 */
public record Collateral(
    UUID id,
    int version,
    @Nested Description description,
    State state,
    int latestVersion,
    @Nullable Integer publishedVersion,
    Instant createdAt,
    UUID createdBy,
    Instant updatedAt,
    UUID updatedBy) {

  public static final String KIND = "collateral";
  public static final IdPrefix IDS = new IdPrefix("col");

  /** The terms of who may see it as it is now. */
  public Set<String> terms() {
    return state == State.PUBLISHED
        ? description.readers().published(description.ownerId())
        : draftTerms();
  }

  /** The number of the version that is meant when none is named. */
  int shownVersion() {
    return state == State.DRAFT || publishedVersion == null ? latestVersion : publishedVersion;
  }

  /** The terms of who sees its drafts. */
  Set<String> draftTerms() {
    return description.readers().unpublished(description.ownerId());
  }

  boolean showsDraftsTo(Caller caller) {
    return !Collections.disjoint(draftTerms(), caller.terms());
  }

  EntityTag tag() {
    return ETags.of(IDS.text(id), version);
  }

  /** The same with other things said of it. */
  Collateral described(Description other, Instant now, UUID by) {
    return next(other, state, latestVersion, publishedVersion, now, by);
  }

  /** The same in another state; publishing publishes the latest version. */
  Collateral moved(State to, Instant now, UUID by) {
    Integer published = to == State.PUBLISHED ? Integer.valueOf(latestVersion) : publishedVersion;
    return next(description, to, latestVersion, published, now, by);
  }

  /** The same with one more version; where that is published, so is the whole. */
  Collateral grown(boolean published, Instant now, UUID by) {
    int number = latestVersion + 1;
    return next(
        description,
        published ? State.PUBLISHED : state,
        number,
        published ? Integer.valueOf(number) : publishedVersion,
        now,
        by);
  }

  private Collateral next(
      Description said, State to, int latest, @Nullable Integer published, Instant now, UUID by) {
    return new Collateral(
        id, version + 1, said, to, latest, published, createdAt, createdBy, now, by);
  }
}
