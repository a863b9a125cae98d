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
import io.halfdoor.api.importing.TextShelf.Text;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.ZipException;
import org.jdbi.v3.core.Handle;
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
    Path sent = files.path(present.sha256());
    try {
      switch (Objects.requireNonNull(shelves.get(present.kind()))) {
        case FieldShelf shelf -> {
          try (Source rows = present.format().open(sent)) {
            each(present, rows, row -> take(present, caller.get(), shelf, row, rows));
          }
        }
        case TextShelf shelf -> {
          try (TextSource texts = TextSource.open(sent, shelf)) {
            each(present, texts, row -> take(present, caller.get(), row, texts));
          }
        }
      }
    } catch (Problem unreadable) {
      requireLasting(unreadable);
      end(present, Import.State.FAILED, unreadable.detail());
      return;
    }
    end(present, Import.State.DONE, null);
  }

  /** Does something with a row. */
  private interface Step<R> {
    void of(R row) throws IOException;
  }

  private void each(Import present, Source source, Step<RawRow> step)
      throws IOException, InterruptedException {
    int done = imports.done(present.id());
    for (RawRow row = source.next(); row != null; row = source.next()) {
      if (row.number() > done) {
        if (stopping || Thread.interrupted()) {
          throw new InterruptedException("The import goes on another time");
        }
        step.of(row);
      }
    }
  }

  private void take(Import present, Caller caller, FieldShelf shelf, RawRow row, Source source)
      throws IOException {
    Fields fields = Fields.of(row.fields(), shelf.fields(), json);
    ObjectNode described = described(row, fields.known(), shelf);
    String known = cut(shelf.known(described));
    Taking taking = new Taking(present, row, fields.ignored(), shelf.key(), known);
    take(
        taking,
        of -> {
          Incoming file = row.file() == null ? null : received(source, row.file());
          try {
            String fileName = row.file() == null ? "" : row.file();
            FieldShelf.Arrival arrival = shelf.ready(caller, described, file, fileName);
            if (present.dryRun()) {
              keep(of.result(transactions.read(arrival::look)));
            } else {
              put(of, arrival::put);
            }
          } finally {
            if (file != null) {
              file.discard();
            }
          }
        });
  }

  private void take(Import present, Caller caller, RawRow row, TextSource source)
      throws IOException {
    Taking taking = new Taking(present, row, List.of(), "externalId", cut(row.known()));
    take(
        taking,
        of -> {
          String file = Objects.requireNonNull(row.file());
          Text text = source.text(file);
          if (present.dryRun()) {
            List<Text> before = new ArrayList<>();
            for (String other : source.before(file)) {
              before.add(source.text(other));
            }
            keep(of.result(rehearsed(present, caller, before, text)));
          } else {
            put(of, text.ready(caller, present.publish())::put);
          }
        });
  }

  /** What would become of a text after those that come before it and that it needs. */
  private Result rehearsed(Import present, Caller caller, List<Text> before, Text text) {
    return writes.rehearse(
        present.personId(),
        write -> {
          for (Text other : before) {
            attempt(write.handle(), () -> other.ready(caller, present.publish()).put(write));
          }
          Result result = text.ready(caller, present.publish()).put(write);
          return result.outcome() == Outcome.CREATED ? new Result(Outcome.CREATED, null) : result;
        });
  }

  /** Does all of it, or nothing where it is refused. */
  private static void attempt(Handle handle, Runnable work) {
    String before = "before";
    handle.savepoint(before);
    try {
      work.run();
      handle.releaseSavepoint(before);
    } catch (Problem refused) {
      handle.rollbackToSavepoint(before);
    }
  }

  /** Takes a row, and keeps why it was refused where it was. */
  private void take(Taking taking, Step<Taking> step) throws IOException {
    RawRow row = taking.row();
    Import present = taking.of();
    if (row.skipped()) {
      keep(taking.result(Outcome.SKIPPED, null, row.faults()));
      return;
    }
    try {
      if (!row.faults().isEmpty()) {
        throw Problem.invalid(row.faults());
      }
      requireFirst(taking);
      step.of(taking);
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
    }
  }

  /** Else a dry run, which writes nothing, could not tell what becomes of the second. */
  private void requireFirst(Taking taking) {
    String externalId = taking.externalId();
    if (externalId != null && imports.isTaken(taking.of().id(), externalId)) {
      throw Problem.invalid(
          Fault.at("/" + taking.key(), "An earlier row has it; each stands once in an import."));
    }
  }

  private void put(Taking taking, Function<Write, Result> arrival) {
    writes.write(
        taking.of().personId(),
        write -> {
          ImportRow row = taking.result(arrival.apply(write));
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
  private static ObjectNode described(RawRow row, ObjectNode fields, FieldShelf shelf) {
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

  /** What is told of a row that was refused. */
  static List<Fault> faults(Problem problem) {
    return problem.faults().isEmpty() ? List.of(Fault.at("", problem.detail())) : problem.faults();
  }

  /** As it is kept. */
  private static @Nullable String cut(@Nullable String known) {
    return known == null || known.length() <= LONGEST_KEY ? known : known.substring(0, LONGEST_KEY);
  }

  /**
   * A row under way: what its result is to say in any case.
   *
   * @param key where it says what it is known by
   * @param externalId what that is, as it is kept; null where it does not say
   */
  private record Taking(
      Import of, RawRow row, List<String> ignored, String key, @Nullable String externalId) {

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
