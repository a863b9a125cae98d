package io.halfdoor.api.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.access.Access;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.DatabaseAway;
import io.halfdoor.api.data.Transactions;
import io.halfdoor.api.file.Incoming;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.importing.Shelf.Result;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.write.Writes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the rows of an import one after the other, from the first that has no result. */
final class Importer {

  private static final Logger log = LoggerFactory.getLogger(Importer.class);

  /** What is no fault of the row, and may go well another time. */
  private static final Set<ProblemType> PASSING =
      Set.of(ProblemType.UNAVAILABLE, ProblemType.STORAGE_FULL);

  /** Of what a row is known by, in characters. */
  private static final int LONGEST_KEY = 300;

  private final ImportStore imports;
  private final Transactions transactions;
  private final Writes writes;
  private final Access access;
  private final StoredFiles files;
  private final long maxFile;
  private final Map<String, Shelf> shelves;
  private final ObjectMapper json;
  private volatile boolean stopping;

  Importer(
      ImportStore imports,
      Transactions transactions,
      Writes writes,
      Access access,
      StoredFiles files,
      long maxFile,
      Map<String, Shelf> shelves,
      ObjectMapper json) {
    this.imports = imports;
    this.transactions = transactions;
    this.writes = writes;
    this.access = access;
    this.files = files;
    this.maxFile = maxFile;
    this.shelves = shelves;
    this.json = json;
  }

  /** Ends after the row that is being taken; the rest is taken by whoever begins it again. */
  void stop() {
    stopping = true;
  }

  /**
   * Takes the rows that have no result yet.
   *
   * @throws Exception when it is to go on another time
   */
  void run(UUID id) throws Exception {
    Import present = imports.find(id).orElse(null);
    if (present == null || present.sha256() == null) {
      return;
    }
    Optional<Caller> caller =
        access.caller(present.personId(), present.tokenId()).filter(Caller::curates);
    if (caller.isEmpty()) {
      end(present, Import.State.FAILED, "Who asked for it is no longer active, or no longer may.");
      return;
    }
    try (Source source = present.format().open(files.path(present.sha256()))) {
      int done = imports.done(id);
      for (RawRow row = source.next(); row != null; row = source.next()) {
        if (row.number() > done) {
          if (stopping || Thread.interrupted()) {
            throw new InterruptedException("The import goes on another time");
          }
          take(present, caller.get(), row, source);
        }
      }
    } catch (Problem unreadable) {
      requireLasting(unreadable);
      end(present, Import.State.FAILED, unreadable.detail());
      return;
    }
    end(present, Import.State.DONE, null);
  }

  private void take(Import present, Caller caller, RawRow row, Source source) throws IOException {
    Shelf shelf = Objects.requireNonNull(shelves.get(present.kind()));
    Fields fields = Fields.of(row.fields(), shelf.fields(), json);
    ObjectNode described = described(row, fields.known(), shelf);
    Taking taking =
        new Taking(present, row, described, fields.ignored(), cut(shelf.known(described)));
    if (row.skipped()) {
      keep(taking.result(Outcome.SKIPPED, null, List.of()));
      return;
    }
    Incoming file = null;
    try {
      if (!row.faults().isEmpty()) {
        throw Problem.invalid(row.faults());
      }
      requireFirst(taking, shelf);
      file = row.file() == null ? null : received(source, row.file());
      String fileName = row.file() == null ? "" : row.file();
      put(taking, shelf.ready(caller, taking.fields(), file, fileName));
    } catch (Problem refused) {
      requireLasting(refused);
      keep(taking.result(Outcome.FAILED, null, faults(refused)));
    } catch (Overtaken e) {
      throw e;
    } catch (RuntimeException e) {
      if (DatabaseAway.in(e).isPresent()) {
        throw e;
      }
      log.error("Row {} of import {}", row.number(), Import.IDS.text(present.id()), e);
      keep(
          taking.result(
              Outcome.FAILED,
              null,
              List.of(Fault.at("", "This is a fault of the server, written to its log."))));
    } finally {
      if (file != null) {
        file.discard();
      }
    }
  }

  /** Else a dry run, which writes nothing, could not tell what becomes of the second. */
  private void requireFirst(Taking taking, Shelf shelf) {
    String externalId = taking.externalId();
    if (externalId != null && imports.isTaken(taking.of().id(), externalId)) {
      throw Problem.invalid(
          Fault.at("/" + shelf.key(), "An earlier row has it; each stands once in an import."));
    }
  }

  private void put(Taking taking, Shelf.Arrival arrival) {
    if (taking.of().dryRun()) {
      keep(taking.result(transactions.read(arrival::look)));
      return;
    }
    writes.write(
        taking.of().personId(),
        write -> {
          ImportRow row = taking.result(arrival.put(write));
          if (!write.store(ImportStore.class).insert(row)) {
            throw new Overtaken();
          }
          return row;
        });
  }

  private void keep(ImportRow row) {
    transactions.useTransaction(
        handle -> {
          if (!handle.attach(ImportStore.class).insert(row)) {
            throw new Overtaken();
          }
        });
  }

  /** A file that stands for itself is called as its name says. */
  private static ObjectNode described(RawRow row, ObjectNode fields, Shelf shelf) {
    String file = row.file();
    if (file != null && !fields.hasNonNull(shelf.key())) {
      fields.put(shelf.key(), file);
    }
    if (file != null && row.line() == null) {
      fields.put("title", title(file));
    }
    return fields;
  }

  static String title(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    String words = name.replaceFirst("(?<=.)\\.[^.]{1,10}$", "").replaceAll("[-_]+", " ").strip();
    return words.isEmpty()
        ? name
        : words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  private Incoming received(Source source, String name) throws IOException {
    Incoming file = files.receive(maxFile);
    try (InputStream in =
        source
            .file(name)
            .orElseThrow(
                () ->
                    Problem.invalid(
                        Fault.at("/file", "No such file was sent; files come in a ZIP.")))) {
      in.transferTo(file);
      file.close();
      return file;
    } catch (ZipException e) {
      file.discard();
      throw Problem.invalid(Fault.at("/file", "The archive is damaged where this file is."));
    } catch (IOException | RuntimeException e) {
      file.discard();
      throw e;
    }
  }

  private void end(Import ended, Import.State state, @Nullable String reason) {
    writes.write(
        ended.personId(),
        write -> {
          ImportStore store = write.store(ImportStore.class);
          if (store.end(ended.id(), state, reason, write.now())) {
            Imports.record(write, ended, 2, "ended", store.counts(ended.id()));
          }
          return ended;
        });
  }

  private static void requireLasting(Problem problem) {
    if (PASSING.contains(problem.type())) {
      throw problem;
    }
  }

  private static List<Fault> faults(Problem problem) {
    return problem.faults().isEmpty() ? List.of(Fault.at("", problem.detail())) : problem.faults();
  }

  /** As it is kept. */
  private static @Nullable String cut(@Nullable String known) {
    return known == null || known.length() <= LONGEST_KEY ? known : known.substring(0, LONGEST_KEY);
  }

  /**
   * A row under way: what its result is to say in any case.
   *
   * @param externalId what it is known by, as it is kept; null where it does not say
   */
  private record Taking(
      Import of, RawRow row, ObjectNode fields, List<String> ignored, @Nullable String externalId) {

    ImportRow result(Result result) {
      return result(result.outcome(), result.itemId(), List.of());
    }

    ImportRow result(Outcome outcome, @Nullable UUID itemId, List<Fault> faults) {
      return new ImportRow(
          of.id(),
          row.number(),
          row.line(),
          row.file(),
          externalId,
          outcome,
          itemId,
          faults,
          ignored);
    }
  }

  /** Somebody else takes the same rows, and was faster. */
  private static final class Overtaken extends IllegalStateException {
    Overtaken() {
      super("Another node goes on with this import");
    }
  }
}
