package io.halfdoor.api.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.change.Position;
import io.halfdoor.api.data.Transactions;
import io.halfdoor.api.file.Incoming;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.item.Filters;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.web.Json;
import io.halfdoor.api.write.Writes;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.HandleConsumer;

/**
 * All requests that are asked for, to be taken away. They are written down whole, as of one moment,
 * before the first of it goes out: what fails is an answer of its own and not half a file, and
 * nobody who reads slowly holds up the database.
 */
@Path("requests/export")
public final class RequestExportResource {

  private static final String CSV = "text/csv";
  private static final String JSON_LINES = "application/x-ndjson";

  private static final int AT_ONCE = 500;
  private static final UUID LAST = new UUID(-1, -1);

  private final Transactions transactions;
  private final Changes changes;
  private final Selection selection;
  private final Showing showing;
  private final Items items;
  private final StoredFiles files;
  private final ObjectMapper json = Json.mapper();

  RequestExportResource(
      Transactions transactions,
      Changes changes,
      Selection selection,
      Showing showing,
      Items items,
      StoredFiles files) {
    this.transactions = transactions;
    this.changes = changes;
    this.selection = selection;
    this.showing = showing;
    this.items = items;
    this.files = files;
  }

  /** What they can be written as. */
  enum Format {
    CSV(RequestExportResource.CSV, "requests.csv"),
    /** Each as it is read by itself, a line each. */
    JSON_LINES(RequestExportResource.JSON_LINES, "requests.jsonl");

    private final String type;
    private final String fileName;

    Format(String type, String fileName) {
      this.type = type;
      this.fileName = fileName;
    }

    MediaType mediaType() {
      return MediaType.valueOf(type).withCharset(StandardCharsets.UTF_8.name());
    }
  }

  @GET
  @Produces({CSV, JSON_LINES})
  @Allow
  public Response export(
      @Auth Caller caller,
      @QueryParam("format") @DefaultValue("csv") Format format,
      @QueryParam("state") List<Request.State> state,
      @BeanParam RequestFilters asked)
      throws IOException {
    Position head = changes.head();
    Filters filters = selection.of(caller, state, asked).with("r.id < :afterId");
    Incoming written = files.receive(Long.MAX_VALUE);
    try {
      OutputStream out = new BufferedOutputStream(written, 64 << 10);
      switch (format) {
        case CSV -> {
          try (RequestTable table = new RequestTable(out, json)) {
            each(filters, caller, table::write);
          }
        }
        case JSON_LINES -> {
          each(filters, caller, body -> line(body, out));
          out.close();
        }
      }
      InputStream all = Files.newInputStream(written.place()); // it has no name from here on
      return Response.ok(all, format.mediaType())
          .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=" + format.fileName)
          .header(Writes.POSITION, head.toString())
          .build();
    } finally {
      written.discard();
    }
  }

  private void line(RequestBody body, OutputStream out) throws IOException {
    out.write(json.writeValueAsBytes(body));
    out.write('\n');
  }

  /** Takes a request. */
  private interface Step {
    void of(RequestBody body) throws IOException;
  }

  /** Takes all of them, newest first, as they are at one moment. */
  private void each(Filters filters, Caller caller, Step step) throws IOException {
    HandleConsumer<IOException> reading =
        handle -> {
          List<Request> some;
          UUID after = LAST;
          do {
            some =
                filters
                    .value("afterId", after)
                    .query(handle, Selection.SELECT, "r.id DESC", AT_ONCE)
                    .mapTo(Request.class)
                    .list();
            for (Shown shown : showing.of(handle, some, caller)) {
              step.of(RequestBody.of(shown, items));
              after = shown.request().id();
            }
          } while (some.size() == AT_ONCE);
        };
    transactions.read(reading.asCallback());
  }
}
