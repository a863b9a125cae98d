package io.halfdoor.extract;

import io.halfdoor.extract.Extraction.Reason;
import io.halfdoor.extract.Extraction.State;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker process, seen from the server. Used by one thread at a time. */
final class Worker {

  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final Duration START = Duration.ofSeconds(30);
  private static final int OUT_OF_MEMORY_EXIT = 3;
  private static final int LAST_WORDS = 2_000;

  /** How a file went; without an extraction when the worker died of something unknown. */
  record Answer(@Nullable Extraction extraction, boolean usable) {}

  private final Process process;
  private final Path folder;
  private final InputStream input;
  private final CompletableFuture<String> lastWords = new CompletableFuture<>();
  private int files;

  private Worker(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    input = new BufferedInputStream(process.getInputStream(), 64 << 10);
    Thread.ofVirtual().start(this::listen);
  }

  /**
   * Starts a process and waits until it can read.
   *
   * @param folder of its own, made here and deleted with the worker
   */
  static Worker start(Extractor.Options options, Sandbox sandbox, Path folder)
      throws IOException, InterruptedException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    ProcessBuilder builder =
        new ProcessBuilder(command(options, sandbox, temporary)).directory(folder.toFile());
    // Nothing of the server's environment: it holds passwords. Only how file names are spelled.
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> !name.equals("LANG") && !name.startsWith("LC_"));
    Worker worker = new Worker(builder.start(), folder);
    try {
      CompletableFuture<Frames.Frame> ready = worker.inBackground(() -> Frames.read(worker.input));
      if (!(ready.get(START.toMillis(), TimeUnit.MILLISECONDS) instanceof Frames.Ready)) {
        throw new IOException("the extraction worker did not say that it is ready");
      }
      return worker;
    } catch (ExecutionException | TimeoutException failed) {
      worker.kill();
      throw new IOException("no extraction worker could be started: " + worker.said(), failed);
    } catch (IOException | InterruptedException failed) {
      worker.kill();
      throw failed;
    }
  }

  private static List<String> command(Extractor.Options options, Sandbox sandbox, Path temporary) {
    List<String> command = new ArrayList<>(sandbox.command());
    command.add(options.java().toString());
    command.addAll(
        List.of(
            "-Xmx" + options.heapMegabytes() + "m",
            "-Xms24m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-XX:MaxMetaspaceSize=192m",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:-CreateCoredumpOnCrash",
            "-Djava.io.tmpdir=" + temporary,
            "-Djava.awt.headless=true",
            // No name is resolved, and no XML reaches beyond itself.
            "-Djdk.net.hosts.file=/dev/null",
            "-Djavax.xml.accessExternalDTD=",
            "-Djavax.xml.accessExternalSchema=",
            "-Djavax.xml.accessExternalStylesheet=",
            "-Djdk.xml.entityExpansionLimit=1000",
            "-Djdk.xml.maxElementDepth=5000",
            // No log, whichever library logs through whatever: some write to standard output.
            "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
            "-Dslf4j.internal.verbosity=ERROR",
            "-Dlog4j2.loggerContextFactory="
                + "org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
            "-Dorg.apache.logging.log4j.simplelog.level=OFF",
            "-Dlog4j2.StatusLogger.level=OFF",
            "-cp",
            absolute(options.classPath()),
            WorkerMain.class.getName()));
    command.addAll(Arrays.asList(WorkerMain.arguments(options.limits(), temporary)));
    return command;
  }

  /** The worker has a working folder of its own, from where a relative path would lead astray. */
  private static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int files() {
    return files;
  }

  /**
   * Has a file read.
   *
   * @throws InterruptedException when the caller is; the worker is then to be killed
   */
  Answer read(Path file, String mediaType, Limits limits, Duration time)
      throws InterruptedException {
    files++;
    try {
      return inBackground(() -> exchange(file, mediaType, limits))
          .get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return new Answer(failed(mediaType, Reason.TIMED_OUT), false);
    } catch (ExecutionException broken) {
      return new Answer(exitReason(mediaType), false);
    }
  }

  private Answer exchange(Path file, String mediaType, Limits limits) throws IOException {
    Frames.write(process.getOutputStream(), new Frames.Request(file.toString(), mediaType));
    List<Passage> passages = new ArrayList<>();
    long characters = 0;
    while (true) {
      switch (Frames.read(input)) {
        case Frames.Found(Passage passage) -> {
          passages.add(passage);
          characters += passage.text().length();
          if (characters > limits.characters()) {
            throw new IOException("the worker sent more text than it may");
          }
        }
        case Frames.Done(Reading.Outcome outcome) -> {
          return new Answer(
              new Extraction(
                  outcome.state(),
                  outcome.reason(),
                  mediaType,
                  outcome.properties(),
                  outcome.state() == State.READY ? passages : List.of()),
              !outcome.shaken());
        }
        case Frames.Ready ready -> throw new IOException("unexpected " + ready);
        case Frames.Request request -> throw new IOException("unexpected " + request);
      }
    }
  }

  /** Why the worker died, as far as its exit tells. */
  private @Nullable Extraction exitReason(String mediaType) throws InterruptedException {
    if (process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == OUT_OF_MEMORY_EXIT) {
      return failed(mediaType, Reason.OUT_OF_MEMORY);
    }
    return null;
  }

  static Extraction failed(String mediaType, Reason reason) {
    return new Extraction(State.FAILED, reason, mediaType, Extraction.Properties.NONE, List.of());
  }

  /** Ends the process with all that it may have started, and its folder. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        log.warn("The extraction worker {} does not end", process.pid());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    try {
      delete(folder);
    } catch (IOException left) {
      log.warn("The extraction worker's folder {} could not be deleted", folder, left);
    }
  }

  /** Deletes a folder with what is in it; nothing happens when it is not there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** What the process printed before it ended, for the log. */
  String said() {
    try {
      return lastWords.get(2, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException nothing) {
      return "";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Keeps the end of what the process prints on its error stream, and the stream from filling. */
  private void listen() {
    StringBuilder words = new StringBuilder();
    byte[] buffer = new byte[1024];
    try (InputStream errors = process.getErrorStream()) {
      for (int count = errors.read(buffer); count >= 0; count = errors.read(buffer)) {
        words.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
        words.delete(0, Math.max(0, words.length() - LAST_WORDS));
      }
    } catch (IOException closed) {
      // It has ended.
    }
    lastWords.complete(words.toString().strip());
  }

  private interface Exchange<T> {
    T run() throws IOException;
  }

  /** Reading from a process cannot be interrupted: a thread does it that ends with the process. */
  private <T> CompletableFuture<T> inBackground(Exchange<T> exchange) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("extraction-" + process.pid())
        .start(
            () -> {
              try {
                result.complete(exchange.run());
              } catch (IOException | RuntimeException failed) {
                result.completeExceptionally(failed);
              }
            });
    return result;
  }
}
