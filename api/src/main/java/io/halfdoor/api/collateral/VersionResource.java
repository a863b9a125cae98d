package io.halfdoor.api.collateral;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.text.PassageBody;
import io.halfdoor.api.text.Texts;
import io.halfdoor.api.use.Views;
import io.halfdoor.api.web.Download;
import io.halfdoor.api.web.FileNames;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What collateral shows: its versions, their files and their text, each to be read. */
@Path("collateral")
public final class VersionResource {

  private final CollateralStore collateral;
  private final VersionStore versions;
  private final Views views;
  private final StoredFiles files;
  private final Texts texts;

  VersionResource(Jdbi jdbi, StoredFiles files, Texts texts, Views views) {
    this.collateral = jdbi.onDemand(CollateralStore.class);
    this.versions = jdbi.onDemand(VersionStore.class);
    this.views = views;
    this.files = files;
    this.texts = texts;
  }

  @GET
  @Path("{id}/versions")
  @Produces(MediaType.APPLICATION_JSON)
  @Allow
  public Page<VersionBody> list(
      @Auth Caller caller, @PathParam("id") String id, @BeanParam Paging paging) {
    Collateral of = find(id, caller);
    List<String> after = paging.after(1);
    Integer before = after == null ? null : number(after.getFirst());
    return Page.of(
            versions.before(of.id(), of.showsDraftsTo(caller), before, paging.rows()),
            paging,
            shown -> List.of(Integer.toString(shown.version().number())))
        .map(VersionBody::of);
  }

  @GET
  @Path("{id}/versions/{number}")
  @Produces(MediaType.APPLICATION_JSON)
  @Allow
  public VersionBody get(
      @Auth Caller caller, @PathParam("id") String id, @PathParam("number") int number) {
    return VersionBody.of(find(find(id, caller), number, caller));
  }

  @GET
  @Path("{id}/file")
  @Produces(MediaType.WILDCARD)
  @Allow
  public Response file(
      @Auth Caller caller, @PathParam("id") String id, @Context HttpServletRequest request) {
    Shown shown = CollateralResource.shown(collateral, id, caller);
    return download(shown.collateral(), shown.version(), caller, request);
  }

  @GET
  @Path("{id}/versions/{number}/file")
  @Produces(MediaType.WILDCARD)
  @Allow
  public Response file(
      @Auth Caller caller,
      @PathParam("id") String id,
      @PathParam("number") int number,
      @Context HttpServletRequest request) {
    Collateral of = find(id, caller);
    return download(of, find(of, number, caller).version(), caller, request);
  }

  @GET
  @Path("{id}/passages")
  @Produces(MediaType.APPLICATION_JSON)
  @Allow
  public Page<PassageBody> passages(
      @Auth Caller caller,
      @PathParam("id") String id,
      @BeanParam Paging paging,
      @Context HttpServletRequest request) {
    Shown shown = CollateralResource.shown(collateral, id, caller);
    return passages(shown.collateral(), shown.version(), caller, paging, request);
  }

  @GET
  @Path("{id}/versions/{number}/passages")
  @Produces(MediaType.APPLICATION_JSON)
  @Allow
  public Page<PassageBody> passages(
      @Auth Caller caller,
      @PathParam("id") String id,
      @PathParam("number") int number,
      @BeanParam Paging paging,
      @Context HttpServletRequest request) {
    Collateral of = find(id, caller);
    return passages(of, find(of, number, caller).version(), caller, paging, request);
  }

  private Page<PassageBody> passages(
      Collateral of, Version version, Caller caller, Paging paging, HttpServletRequest request) {
    Page<PassageBody> page = texts.passages(version.sha256(), paging);
    if (paging.isFirst() && request.getMethod().equals("GET")) {
      views.count(Collateral.KIND, of.id(), caller.personId());
    }
    return page;
  }

  private Response download(
      Collateral of, Version version, Caller caller, HttpServletRequest request) {
    Download download = download(of, version);
    Response answer = download.answer(request);
    if (download.isBegun(request)) {
      views.count(Collateral.KIND, of.id(), caller.personId());
    }
    return answer;
  }

  private Download download(Collateral of, Version version) {
    String sha256 = version.sha256();
    if (sha256 == null || version.mediaType() == null || version.size() == null) {
      throw new Problem(ProblemType.NOT_FOUND, "It is a link and has no file; see its url.");
    }
    String text = version.text();
    if (text != null) {
      String extension = version.mediaType().equals("text/plain") ? ".txt" : ".md";
      return new Download(
          Download.Source.of(text.getBytes(StandardCharsets.UTF_8)),
          version.size(),
          sha256,
          version.mediaType() + ";charset=utf-8",
          FileNames.clean(of.description().title().replaceAll("[/\\\\]", "-") + extension));
    }
    return new Download(
        Download.Source.of(files.path(sha256)),
        version.size(),
        sha256,
        version.mediaType(),
        String.valueOf(version.fileName()));
  }

  private Collateral find(String id, Caller caller) {
    return Collateral.IDS
        .parse(id)
        .flatMap(parsed -> collateral.find(parsed, caller.terms()))
        .orElseThrow(CollateralResource::unknown);
  }

  private ShownVersion find(Collateral of, int number, Caller caller) {
    return versions
        .find(of, number, caller)
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
