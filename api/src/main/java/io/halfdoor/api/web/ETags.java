package io.halfdoor.api.web;

import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The versions of items in headers: given with every item, asked back with every change of one. */
public final class ETags implements ContainerResponseFilter {

  /**
   * What separates the version from what an answer shows besides, without the version being
   * another. A change may name the tag with it or without.
   */
  public static final String BESIDES = ".";

  /** The tag of an item: its id and version, which change whenever what it shows does. */
  public static EntityTag of(String id, long version) {
    return new EntityTag(id + "-" + version);
  }

  /**
   * Refuses a change that is not based on the present version: 428 where {@code If-Match} is
   * missing, 412 with the present state where it is another.
   *
   * @param present the item as it is now, for the caller to merge with
   */
  public static void requireMatch(
      @Nullable String ifMatch, EntityTag tag, Supplier<?> present, @Nullable String changedBy) {
    if (ifMatch == null) {
      throw new Problem(
          ProblemType.PRECONDITION_REQUIRED,
          "Send If-Match with the ETag of the version that your change is based on.");
    }
    if (!names(ifMatch, tag, false) && !names(version(ifMatch), tag, false)) {
      Problem stale =
          new Problem(
                  ProblemType.STALE,
                  "It was changed meanwhile; present is how it is now. Nothing of yours was written.")
              .with("present", present.get())
              .with("etag", written(tag));
      throw changedBy == null ? stale : stale.with("changedBy", changedBy);
    }
  }

  /** The same without what stands besides. */
  private static String version(String ifMatch) {
    return ifMatch.replaceAll("\\.[^\",]*\"", "\"");
  }

  /** A GET whose caller has this version already is answered with 304. */
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String ifNoneMatch = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    EntityTag tag = response.getEntityTag();
    if (reads
        && ifNoneMatch != null
        && tag != null
        && response.getStatus() == 200
        && names(ifNoneMatch, tag, true)) {
      response.setStatusInfo(Response.Status.NOT_MODIFIED);
      response.setEntity(null);
    }
  }

  static boolean names(String header, EntityTag tag, boolean weakly) {
    return Arrays.stream(header.split(","))
        .map(String::strip)
        .map(named -> weakly && named.startsWith("W/") ? named.substring(2) : named)
        .anyMatch(named -> named.equals("*") || named.equals("\"" + tag.getValue() + "\""));
  }

  private static String written(EntityTag tag) {
    return "\"" + tag.getValue() + "\"";
  }
}
