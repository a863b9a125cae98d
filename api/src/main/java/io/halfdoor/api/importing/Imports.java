package io.halfdoor.api.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.halfdoor.api.access.Access;
import io.halfdoor.api.access.Audience;
import io.halfdoor.api.data.Database;
import io.halfdoor.api.data.IdPrefix;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.file.ContentUse;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.work.Job;
import io.halfdoor.api.work.Work;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code Halfdoor} calls: the resource of imports, and the work behind it. */
public final class Imports implements AutoCloseable {

  /** How long what became of an import can be read. */
  private static final Duration KEPT = Duration.ofDays(90);

  private final ImportStore imports;
  private final Importer importer;
  private final ImportResource resource;

  /**
   * How large things may be.
   *
   * @param sent bytes that a body may have
   * @param file bytes that a file of an archive may have
   */
  public record Limits(long sent, long file) {}

  /** Imports onto these shelves, each for the kind of its items. */
  public Imports(
      Database database,
      Writes writes,
      Ids ids,
      InstantSource clock,
      ObjectMapper json,
      Access access,
      Items items,
      StoredFiles files,
      Limits limits,
      Work work,
      List<Shelf> shelves) {
    Map<String, Shelf> byKind =
        shelves.stream().collect(Collectors.toMap(Shelf::kind, Function.identity()));
    this.imports = database.jdbi().onDemand(ImportStore.class);
    this.importer =
        new Importer(
            imports, database.transactions(), writes, access, files, limits.file(), byKind, json);
    Job importing = work.job("import", subject -> importer.run(UUID.fromString(subject)));
    work.every(
        Duration.ofDays(1), "forget imports", name -> imports.forget(clock.instant().minus(KEPT)));
    this.resource =
        new ImportResource(imports, writes, ids, items, files, limits.sent(), importing, byKind);
  }

  public ImportResource resource() {
    return resource;
  }

  /** How ids of imports are written. */
  public Map<String, IdPrefix> ids() {
    return Map.of(Import.KIND, Import.IDS);
  }

  /** What was sent stays until the import is over. */
  public ContentUse contents() {
    return (transaction, sha256s) -> transaction.attach(ImportStore.class).contents(sha256s);
  }

  /** Ends after the row that is being taken. */
  @Override
  public void close() {
    importer.stop();
  }

  /** Notes it for who imports, and for admins. */
  static void record(
      Write write, Import about, long version, String action, @Nullable Object detail) {
    write.record(
        Import.KIND,
        about.id(),
        version,
        action,
        Audience.person(about.personId()).unpublished(about.personId()),
        detail);
  }
}
