package io.halfdoor.api.request;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.file.Incoming;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.file.Upload;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.item.Named;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.web.Download;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import io.halfdoor.extract.FileType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What is attached to a request: files, and collateral. All who see it attach to it. */
@Path("requests/{id}/attachments")
@Produces(MediaType.APPLICATION_JSON)
public final class AttachmentResource {

  private static final String COLLATERAL = "collateral";
  private static final int MOST = 50;

  private final RequestStore requests;
  private final AttachmentStore attachments;
  private final Writes writes;
  private final Ids ids;
  private final Items items;
  private final StoredFiles files;
  private final long maxFile;
  private final Involved involved;

  AttachmentResource(
      Jdbi jdbi,
      Writes writes,
      Ids ids,
      Items items,
      StoredFiles files,
      long maxFile,
      Involved involved) {
    this.requests = jdbi.onDemand(RequestStore.class);
    this.attachments = jdbi.onDemand(AttachmentStore.class);
    this.writes = writes;
    this.ids = ids;
    this.items = items;
    this.files = files;
    this.maxFile = maxFile;
    this.involved = involved;
  }

  @GET
  @Allow
  public AttachmentList list(@Auth Caller caller, @PathParam("id") String id) {
    Request of = Revision.read(requests, id, caller);
    return new AttachmentList(
        attachments.of(of.id()).stream()
            .map(attachment -> told(attachment, caller))
            .flatMap(Optional::stream)
            .toList());
  }

  @GET
  @Path("{attachment}/file")
  @Produces(MediaType.WILDCARD)
  @Allow
  public Response file(
      @Auth Caller caller,
      @PathParam("id") String id,
      @PathParam("attachment") String attachmentId,
      @Context HttpServletRequest request) {
    Attachment attachment = find(attachments, Revision.read(requests, id, caller), attachmentId);
    String sha256 = attachment.sha256();
    if (sha256 == null || attachment.size() == null) {
      throw new Problem(ProblemType.NOT_FOUND, "It is collateral; see the file of that.");
    }
    return new Download(
            Download.Source.of(files.path(sha256)),
            attachment.size(),
            sha256,
            String.valueOf(attachment.mediaType()),
            String.valueOf(attachment.fileName()))
        .answer(request);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Allow
  public Response add(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @NotNull @Valid NewAttachment body) {
    Item item =
        items
            .find(body.item(), caller)
            .filter(found -> found.kind().equals(COLLATERAL))
            .orElseThrow(
                () -> Problem.invalid(Fault.at("/item", "There is no collateral with this id.")));
    return writes.write(
        request,
        body,
        write -> {
          Request to = forMore(write, id, caller);
          Attachment attachment =
              new Attachment(
                  ids.next(),
                  to.id(),
                  write.personId(),
                  item.id(),
                  null,
                  null,
                  null,
                  null,
                  write.now());
          return added(write, to, attachment, caller);
        });
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Allow
  public Response addFile(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      InputStream body)
      throws IOException {
    Revision.find(requests, id, caller);
    try (Upload upload = Upload.read(body, contentType, files, maxFile)) {
      if (upload.isDescribed()) {
        throw Problem.invalid(Fault.at("/metadata", "There is one part file, and no other."));
      }
      Incoming file = upload.file();
      String mediaType = FileType.detect(file.place(), upload.fileName()).mediaType();
      return writes.write(
          request,
          file.sha256() + " " + upload.fileName(),
          write -> {
            Request to = forMore(write, id, caller);
            file.keep(write.handle(), write.now());
            Attachment attachment =
                new Attachment(
                    ids.next(),
                    to.id(),
                    write.personId(),
                    null,
                    file.sha256(),
                    upload.fileName(),
                    mediaType,
                    file.size(),
                    write.now());
            return added(write, to, attachment, caller);
          });
    }
  }

  @DELETE
  @Path("{attachment}")
  @Allow
  public Response remove(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @PathParam("id") String id,
      @PathParam("attachment") String attachmentId) {
    return writes.write(
        request,
        null,
        write -> {
          Request of = Revision.find(write.store(RequestStore.class), id, caller);
          AttachmentStore store = write.store(AttachmentStore.class);
          Attachment attachment = find(store, of, attachmentId);
          if (!write.isBy(attachment.personId()) && !caller.curates()) {
            throw Problem.forbidden("Only who attached it, marketers and admins take it away.");
          }
          if (store.remove(attachment.id())) {
            record(write, of, "attachmentRemoved", attachment);
          }
          return Answer.noContent();
        });
  }

  /** A request to which something more may be attached; nobody else attaches to it meanwhile. */
  private static Request forMore(Write write, String id, Caller caller) {
    Request to = Revision.held(write, id, caller);
    if (write.store(AttachmentStore.class).count(to.id()) >= MOST) {
      throw Problem.conflict("It has " + MOST + " attachments; take one away first.");
    }
    return to;
  }

  private Answer added(Write write, Request to, Attachment attachment, Caller caller) {
    if (!write.store(AttachmentStore.class).insert(attachment)) {
      throw Problem.conflict("It is attached already.");
    }
    record(write, to, "attached", attachment);
    involved.hear(write, to, "attached");
    return Answer.created(
        "/requests/" + Request.IDS.text(to.id()) + "/attachments",
        null,
        told(attachment, caller).orElseThrow());
  }

  /** What it is stands in the attachment alone: not all who see the request see every item. */
  private static void record(Write write, Request on, String action, Attachment attachment) {
    write.record(
        Request.KIND,
        on.id(),
        on.version(),
        action,
        on.terms(),
        new Recorded(Attachment.IDS.text(attachment.id())));
  }

  private static Attachment find(AttachmentStore store, Request of, String id) {
    return Attachment.IDS
        .parse(id)
        .flatMap(parsed -> store.find(parsed, of.id()))
        .orElseThrow(() -> Problem.notFound("attachment"));
  }

  /** An attachment, where the caller sees what it is. */
  private Optional<AttachmentBody> told(Attachment attachment, Caller caller) {
    UUID itemId = attachment.itemId();
    if (itemId == null) {
      return Optional.of(AttachmentBody.of(attachment, null));
    }
    return items
        .visible(COLLATERAL, itemId, caller)
        .map(item -> AttachmentBody.of(attachment, Named.of(item, items)));
  }

  /** A piece of collateral to be attached. */
  record NewAttachment(@NotNull String item) {}

  /** An attachment as the timeline tells of it. */
  record Recorded(String attachment) {}

  record AttachmentList(List<AttachmentBody> items) {}

  /** An attachment as callers see it: a file, or an item. */
  record AttachmentBody(
      String id,
      String personId,
      @Nullable Named item,
      @Nullable String fileName,
      @Nullable String mediaType,
      @Nullable Long size,
      @Nullable String sha256,
      Instant at) {

    static AttachmentBody of(Attachment attachment, @Nullable Named item) {
      return new AttachmentBody(
          Attachment.IDS.text(attachment.id()),
          Person.IDS.text(attachment.personId()),
          item,
          attachment.fileName(),
          attachment.mediaType(),
          attachment.size(),
          attachment.sha256(),
          attachment.at());
    }
  }
}
