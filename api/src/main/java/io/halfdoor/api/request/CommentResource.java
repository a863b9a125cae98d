package io.halfdoor.api.request;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What people say to each other about a request. All who see it read and write it. */
@Path("requests/{id}/comments")
@Produces(MediaType.APPLICATION_JSON)
public final class CommentResource {

  private final RequestStore requests;
  private final CommentStore comments;
  private final Writes writes;
  private final Ids ids;
  private final Involved involved;

  CommentResource(Jdbi jdbi, Writes writes, Ids ids, Involved involved) {
    this.requests = jdbi.onDemand(RequestStore.class);
    this.comments = jdbi.onDemand(CommentStore.class);
    this.writes = writes;
    this.ids = ids;
    this.involved = involved;
  }

  @GET
  @Allow
  public Page<CommentBody> list(
      @Auth Caller caller, @PathParam("id") String id, @BeanParam Paging paging) {
    Request of = Revision.read(requests, id, caller);
    List<String> after = paging.after(1);
    UUID start =
        after == null ? null : Comment.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    List<Comment> rows = comments.after(of.id(), start, paging.rows());
    return Page.of(rows, paging, comment -> List.of(Comment.IDS.text(comment.id())))
        .map(CommentBody::of);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response add(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid NewComment body) {
    return writes.write(
        request,
        body,
        write -> {
          Request on = Revision.kept(write, id, caller);
          Comment comment =
              new Comment(ids.next(), on.id(), write.personId(), body.text(), write.now());
          write.store(CommentStore.class).insert(comment);
          write.store(ReplyStore.class).first(on.id(), write.personId(), write.now());
          record(write, on, "commented", comment);
          involved.hear(write, on, "commented");
          return Answer.created(
              "/requests/" + Request.IDS.text(on.id()) + "/comments",
              null,
              CommentBody.of(comment));
        });
  }

  @DELETE
  @Path("{comment}")
  @Allow
  public Response remove(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @PathParam("comment") String commentId) {
    return writes.write(
        request,
        null,
        write -> {
          Request on = Revision.find(write.store(RequestStore.class), id, caller);
          CommentStore store = write.store(CommentStore.class);
          Comment comment =
              Comment.IDS
                  .parse(commentId)
                  .flatMap(parsed -> store.find(parsed, on.id()))
                  .orElseThrow(() -> Problem.notFound("comment"));
          if (!write.isBy(comment.personId()) && caller.role() != Role.ADMIN) {
            throw Problem.forbidden("Only who wrote it and admins take it back.");
          }
          if (store.remove(comment.id())) {
            record(write, on, "commentRemoved", comment);
          }
          return Answer.noContent();
        });
  }

  /** What was said stands in the comment alone, so that it is gone with it. */
  private static void record(Write write, Request on, String action, Comment comment) {
    write.record(
        Request.KIND,
        on.id(),
        on.version(),
        action,
        on.terms(),
        new Recorded(Comment.IDS.text(comment.id())));
  }

  /** A comment to be made. */
  record NewComment(@NotBlank @Size(max = 10_000) String text) {}

  /** A comment as the timeline tells of it. */
  record Recorded(String comment) {}

  /** A comment as callers see it. */
  record CommentBody(String id, String personId, String text, Instant at) {

    static CommentBody of(Comment comment) {
      return new CommentBody(
          Comment.IDS.text(comment.id()),
          Person.IDS.text(comment.personId()),
          comment.text(),
          comment.at());
    }
  }
}
