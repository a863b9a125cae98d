package io.halfdoor.api.template;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What templates say and said: their versions, and what is new from one to another. */
@Path("templates")
@Produces(MediaType.APPLICATION_JSON)
public final class VersionResource {

  private final TemplateStore templates;

  VersionResource(Jdbi jdbi) {
    this.templates = jdbi.onDemand(TemplateStore.class);
  }

  @GET
  @Path("{id}/versions")
  @Allow
  public Page<VersionBody> list(
      @Auth Caller caller, @PathParam("id") String id, @BeanParam Paging paging) {
    Template of = find(templates, id, caller);
    List<String> after = paging.after(1);
    Integer before = after == null ? null : number(after.getFirst());
    return Page.of(
            templates.versionsBefore(of.id(), of.showsDraftsTo(caller), before, paging.rows()),
            paging,
            version -> List.of(Integer.toString(version.number())))
        .map(VersionBody::listed);
  }

  @GET
  @Path("{id}/versions/{number}")
  @Allow
  public VersionBody get(
      @Auth Caller caller, @PathParam("id") String id, @PathParam("number") int number) {
    return VersionBody.of(version(templates, find(templates, id, caller), number, caller));
  }

  /** From the version before to the latest that the caller sees, where nothing is said. */
  @GET
  @Path("{id}/diff")
  @Allow
  public Difference diff(
      @Auth Caller caller,
      @PathParam("id") String id,
      @QueryParam("from") @Nullable Integer from,
      @QueryParam("to") @Nullable Integer to) {
    Template of = find(templates, id, caller);
    int last = to == null ? latest(of, caller) : to;
    int first = from == null ? Math.max(1, last - 1) : from;
    return Difference.of(
        version(templates, of, first, caller), version(templates, of, last, caller));
  }

  /** The number of the latest version that a caller sees. */
  static int latest(Template of, Caller caller) {
    return of.showsDraftsTo(caller) ? of.latestVersion() : of.shownVersion();
  }

  static Template find(TemplateStore templates, String id, Caller caller) {
    return Template.IDS
        .parse(id)
        .flatMap(parsed -> templates.find(parsed, caller.terms()))
        .orElseThrow(Editing::unknown);
  }

  static Version version(TemplateStore templates, Template of, int number, Caller caller) {
    return templates
        .findVersion(of, number, caller)
        .orElseThrow(
            () -> new Problem(ProblemType.NOT_FOUND, "It has no version with this number."));
  }

  private static Integer number(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw Paging.wrongCursor();
    }
  }
}
