package io.halfdoor.api.importing;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.access.Role;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.file.Incoming;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.work.Job;
import io.halfdoor.api.write.Answer;
import io.halfdoor.api.write.WriteRequest;
import io.halfdoor.api.write.Writes;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Many items at once: sent here, taken in row by row afterwards. */
@Path("imports")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportResource {

  private final ImportStore imports;
  private final Writes writes;
  private final Ids ids;
  private final Items items;
  private final StoredFiles files;
  private final long most;
  private final Job importing;
  private final Map<String, Shelf> shelves;

  ImportResource(
      ImportStore imports,
      Writes writes,
      Ids ids,
      Items items,
      StoredFiles files,
      long most,
      Job importing,
      Map<String, Shelf> shelves) {
    this.imports = imports;
    this.writes = writes;
    this.ids = ids;
    this.items = items;
    this.files = files;
    this.most = most;
    this.importing = importing;
    this.shelves = shelves;
  }

  @GET
  @Allow({Role.MARKETER, Role.ADMIN})
  public Page<ImportBody> list(@Auth Caller caller, @BeanParam Paging paging) {
    List<String> after = paging.after(1);
    UUID before =
        after == null ? null : Import.IDS.parse(after.getFirst()).orElseThrow(Paging::wrongCursor);
    UUID owner = caller.role() == Role.ADMIN ? null : caller.personId();
    return Page.of(
            imports.before(before, owner, paging.rows()),
            paging,
            row -> List.of(Import.IDS.text(row.id())))
        .map(this::body);
  }

  @GET
  @Path("{id}")
  @Allow({Role.MARKETER, Role.ADMIN})
  public ImportBody get(@Auth Caller caller, @PathParam("id") String id) {
    return body(find(id, caller));
  }

  @GET
  @Path("{id}/rows")
  @Allow({Role.MARKETER, Role.ADMIN})
  public Page<RowBody> rows(
      @Auth Caller caller,
      @PathParam("id") String id,
      @BeanParam Paging paging,
      @QueryParam("outcome") @Nullable Outcome outcome) {
    Import of = find(id, caller);
    List<String> after = paging.after(1);
    int start = after == null ? 0 : number(after.getFirst());
    return Page.of(
            imports.after(of.id(), start, outcome, paging.rows()),
            paging,
            row -> List.of(Integer.toString(row.number())))
        .map(row -> body(row, of.kind()));
  }

  @POST
  @Consumes({Format.ZIP_TYPE, Format.JSON_LINES_TYPE, Format.CSV_TYPE})
  @Allow({Role.MARKETER, Role.ADMIN})
  public Response add(
      @Auth Caller caller,
      @BeanParam WriteRequest request,
      @QueryParam("kind") @DefaultValue("collateral") String kind,
      @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
      @QueryParam("publish") @Nullable Boolean publish,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
      InputStream body)
      throws IOException {
    Format format = Format.of(type);
    Shelf shelf = shelf(kind);
    requireFit(shelf, format, publish);
    Incoming sent = files.receive(most);
    try {
      body.transferTo(sent);
      sent.close();
      int total = rowsOf(sent, format, shelf);
      return writes.write(
          request,
          Map.of("sha256", sent.sha256()),
          write -> {
            Import started =
                new Import(
                    ids.next(),
                    caller.personId(),
                    caller.tokenId(),
                    kind,
                    format,
                    sent.sha256(),
                    dryRun,
                    publish,
                    Import.State.RUNNING,
                    total,
                    null,
                    write.now(),
                    null);
            sent.keep(write.handle(), write.now());
            write.store(ImportStore.class).insert(started);
            importing.ask(write.handle(), started.id().toString());
            ImportBody shown = ImportBody.of(started, List.of(), List.of());
            Imports.record(write, started, 1, "started", shown);
            return Answer.accepted("/imports/" + shown.id(), shown);
          });
    } finally {
      sent.discard();
    }
  }

  private Shelf shelf(String kind) {
    Shelf shelf = shelves.get(kind);
    if (shelf == null) {
      String known = shelves.keySet().stream().sorted().collect(Collectors.joining(", "));
      throw Problem.unreadable(
          "There is no kind of item called that to import; there are: " + known + ".",
          Fault.in("kind", "Must be one of " + known + "."));
    }
    return shelf;
  }

  private static void requireFit(Shelf shelf, Format format, @Nullable Boolean publish) {
    if (shelf instanceof TextShelf && format != Format.ZIP) {
      throw new Problem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "Each %s is a file of Markdown: send them as an archive, %s."
              .formatted(shelf.kind(), Format.ZIP_TYPE));
    }
    if (publish != null && !(shelf instanceof TextShelf texts && texts.isPublishedByImport())) {
      throw Problem.unreadable(
          "Whether it is published each %s says itself.".formatted(shelf.kind()),
          Fault.in("publish", "Is of templates alone."));
    }
  }

  /** Reads it once through; refuses what the rows could not be read from. */
  private static int rowsOf(Incoming sent, Format format, Shelf shelf) throws IOException {
    int rows = 0;
    try (Source source =
        switch (shelf) {
          case FieldShelf _ -> format.open(sent.place());
          case TextShelf texts -> TextSource.open(sent.place(), texts);
        }) {
      while (source.next() != null) {
        rows++;
      }
    } catch (ZipException e) {
      throw Problem.unreadable("The archive is damaged where its manifest is.");
    }
    if (rows == 0) {
      throw Problem.invalid(Fault.at("", "There is nothing in it to import."));
    }
    return rows;
  }

  private Import find(String id, Caller caller) {
    return Import.IDS
        .parse(id)
        .flatMap(imports::find)
        .filter(found -> caller.role() == Role.ADMIN || found.personId().equals(caller.personId()))
        .orElseThrow(() -> Problem.notFound("import"));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Paging.wrongCursor();
    }
  }

  private ImportBody body(Import row) {
    return ImportBody.of(row, imports.counts(row.id()), imports.ignored(row.id()));
  }

  private RowBody body(ImportRow row, String kind) {
    return new RowBody(
        row.number(),
        row.line(),
        row.file(),
        row.externalId(),
        row.outcome(),
        row.itemId() == null ? null : items.text(kind, row.itemId()),
        row.faults(),
        row.ignored());
  }

  /**
   * An import as callers see it.
   *
   * @param ignored the fields or columns that nothing was made of
   */
  record ImportBody(
      String id,
      String personId,
      String kind,
      Format format,
      boolean dryRun,
      @Nullable Boolean publish,
      Import.State state,
      @Nullable String reason,
      CountsBody rows,
      List<String> ignored,
      Instant createdAt,
      @Nullable Instant endedAt) {

    static ImportBody of(Import row, List<ImportStore.Count> counts, List<String> ignored) {
      return new ImportBody(
          Import.IDS.text(row.id()),
          Person.IDS.text(row.personId()),
          row.kind(),
          row.format(),
          row.dryRun(),
          row.publish(),
          row.state(),
          row.reason(),
          CountsBody.of(row.total(), counts),
          ignored,
          row.createdAt(),
          row.endedAt());
    }
  }

  /** How many rows there are, how many have a result, and which. */
  record CountsBody(
      long total,
      long done,
      long created,
      long updated,
      long unchanged,
      long failed,
      long skipped) {

    static CountsBody of(long total, List<ImportStore.Count> counts) {
      Map<Outcome, Long> of = new EnumMap<>(Outcome.class);
      counts.forEach(count -> of.put(count.outcome(), count.rows()));
      return new CountsBody(
          total,
          of.values().stream().mapToLong(Long::longValue).sum(),
          of.getOrDefault(Outcome.CREATED, 0L),
          of.getOrDefault(Outcome.UPDATED, 0L),
          of.getOrDefault(Outcome.UNCHANGED, 0L),
          of.getOrDefault(Outcome.FAILED, 0L),
          of.getOrDefault(Outcome.SKIPPED, 0L));
    }
  }

  /** What became of a row, as callers see it. */
  record RowBody(
      int number,
      @Nullable Long line,
      @Nullable String file,
      @Nullable String externalId,
      Outcome outcome,
      @Nullable String item,
      List<Fault> errors,
      List<String> ignored) {}
}
