package io.halfdoor.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.halfdoor.extract.Extraction.Reason;
import io.halfdoor.extract.Extraction.State;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How workers are started, kept, killed and outlived. */
class WorkerLifeTest {

  @TempDir Path folder;

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private Path good;
  private Path endless;

  @BeforeEach
  void makeFiles() throws Exception {
    good = Files.write(folder.resolve("good"), GoodFiles.html());
    endless = Files.write(folder.resolve("endless"), endless());
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  /** Keeps a parser busy for as long as the tests need. */
  private static byte[] endless() {
    return HostileFiles.utf8("<table><tr><td>".repeat(600_000));
  }

  @Test
  void aWorkerIsKeptForTheNextFileAndReplacedAfterSoMany() throws Exception {
    Extractor.Options options = options(Limits.defaults());
    Extractor.Options few =
        new Extractor.Options(
            options.java(), options.classPath(), 256, 1, 2, options.scratch(), options.limits());
    try (Extractor extractor = new Extractor(few)) {
      extractor.extract(good, "a.html");
      long first = onlyWorker().pid();
      extractor.extract(good, "a.html");
      assertThat(workers()).isEmpty();
      extractor.extract(good, "a.html");
      assertThat(onlyWorker().pid()).isNotEqualTo(first);
    }
    assertThat(workers()).isEmpty();
  }

  @Test
  void aWorkerKilledInTheMiddleOfAFileIsReplacedAndTheFileReadAgain() throws Exception {
    try (Extractor extractor = new Extractor(options(Limits.defaults()))) {
      extractor.extract(good, "a.html");
      ProcessHandle idle = onlyWorker();
      stopped(idle);
      Future<Extraction> answer = callers.submit(() -> extractor.extract(good, "a.html"));
      await().until(() -> threadOf(idle));
      idle.destroyForcibly();

      assertThat(answer.get(20, TimeUnit.SECONDS).state()).isEqualTo(State.READY);
      assertThat(onlyWorker().pid()).isNotEqualTo(idle.pid());
    }
  }

  @Test
  void aFileWhoseWorkersDieTwiceIsGivenUp() throws Exception {
    try (Extractor extractor = new Extractor(options(Limits.defaults()))) {
      Future<Extraction> answer = callers.submit(() -> extractor.extract(endless, "a.html"));
      ProcessHandle first = busyWorker();
      first.destroyForcibly();
      await().until(() -> gone(first));
      ProcessHandle second = busyWorker();
      assertThat(second.pid()).isNotEqualTo(first.pid());
      second.destroyForcibly();

      Extraction extraction = answer.get(20, TimeUnit.SECONDS);
      assertThat(extraction.state()).isEqualTo(State.FAILED);
      assertThat(extraction.reason()).isEqualTo(Reason.CRASHED);
      assertThat(extractor.extract(good, "a.html").state()).isEqualTo(State.READY);
    }
  }

  @Test
  void aWorkerThatDoesNotAnswerIsKilledOnTheClock() throws Exception {
    Limits limits = Limits.defaults().withTime(Duration.ofSeconds(3));
    try (Extractor extractor = new Extractor(options(limits))) {
      extractor.extract(good, "a.html");
      ProcessHandle frozen = onlyWorker();
      // Not even its own clock runs in a stopped process.
      stopped(frozen);

      Extraction extraction = extractor.extract(good, "a.html");

      assertThat(extraction.state()).isEqualTo(State.FAILED);
      assertThat(extraction.reason()).isEqualTo(Reason.TIMED_OUT);
      assertThat(gone(frozen)).isTrue();
      assertThat(extractor.extract(good, "a.html").state()).isEqualTo(State.READY);
    }
  }

  @Test
  void anInterruptedCallerLeavesNoWorkerBehind() throws Exception {
    try (Extractor extractor = new Extractor(options(Limits.defaults()))) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      extractor.extract(endless, "a.html");
                    } catch (Exception each) {
                      thrown.complete(each);
                    }
                  });
      ProcessHandle worker = busyWorker();
      caller.interrupt();

      assertThat(thrown.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
      await().until(() -> gone(worker));
    }
  }

  @Test
  void closingEndsWhatIsUnderWay() throws Exception {
    Extractor extractor = new Extractor(options(Limits.defaults()));
    Future<Extraction> answer = callers.submit(() -> extractor.extract(endless, "a.html"));
    ProcessHandle worker = busyWorker();

    extractor.close();

    assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThat(gone(worker)).isTrue();
    assertThat(folder.resolve("scratch")).doesNotExist();
    assertThatThrownBy(() -> extractor.extract(good, "a.html"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyCallersShareTwoWorkers() throws Exception {
    try (Extractor extractor = new Extractor(options(Limits.defaults()))) {
      List<Callable<Extraction>> calls =
          Stream.generate(() -> (Callable<Extraction>) () -> extractor.extract(good, "a.html"))
              .limit(100)
              .toList();
      for (Future<Extraction> answer : callers.invokeAll(calls)) {
        assertThat(answer.get().state()).isEqualTo(State.READY);
      }
      assertThat(workers()).hasSizeBetween(1, 2);
    }
  }

  @Test
  void whatIsNotTheFilesFaultIsThrown() throws Exception {
    Extractor.Options options = options(Limits.defaults());
    try (Extractor extractor = new Extractor(options)) {
      assertThatThrownBy(() -> extractor.extract(folder.resolve("none"), "a.html"))
          .isInstanceOf(NoSuchFileException.class);
    }
    Extractor.Options broken =
        new Extractor.Options(
            folder.resolve("no-java"), "", 256, 1, 1, options.scratch(), options.limits());
    try (Extractor extractor = new Extractor(broken)) {
      assertThatThrownBy(() -> extractor.extract(good, "a.html")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aWorkerKnowsNothingOfTheServersEnvironmentAndHasNoNetwork() throws Exception {
    try (Extractor extractor = new Extractor(options(Limits.defaults()))) {
      extractor.extract(good, "a.html");
      Path process = Path.of("/proc/" + onlyWorker().pid());
      assumeThat(process).exists();
      assertThat(Files.readString(process.resolve("environ")).split("\0"))
          .allMatch(each -> each.isEmpty() || each.startsWith("LANG=") || each.startsWith("LC_"));
      if (Sandbox.best().command().contains("unshare")) {
        assertThat(Files.readSymbolicLink(process.resolve("ns/net")))
            .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
      }
    }
  }

  @Test
  void aWorkerEndsInTheMiddleOfAFileWhenItsServerIsKilled() throws Exception {
    Process server =
        new ProcessBuilder(
                Extractor.Options.defaults().java().toString(),
                "-cp",
                Extractor.Options.defaults().classPath(),
                Server.class.getName(),
                endless.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      BufferedReader said = server.inputReader(StandardCharsets.UTF_8);
      assertThat(said.readLine()).isEqualTo("reading");
      List<ProcessHandle> started = server.descendants().toList();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> server.descendants().anyMatch(WorkerLifeTest::isBusy));
      List<ProcessHandle> orphans = server.descendants().toList();
      assertThat(orphans).isNotEmpty().containsAll(started);

      server.destroyForcibly().waitFor();

      await().atMost(Duration.ofSeconds(10)).until(() -> orphans.stream().allMatch(this::gone));
    } finally {
      server.descendants().forEach(ProcessHandle::destroyForcibly);
      server.destroyForcibly();
    }
  }

  /** A server that is to be killed while a worker of its reads. */
  static final class Server {
    private Server() {}

    public static void main(String[] arguments) throws Exception {
      try (Extractor extractor = new Extractor(Extractor.Options.defaults())) {
        System.out.println("reading");
        extractor.extract(Path.of(arguments[0]), "a.html");
      }
    }
  }

  private Extractor.Options options(Limits limits) {
    return Extractor.Options.defaults()
        .withScratch(folder.resolve("scratch"))
        .withHeapMegabytes(256)
        .withLimits(limits);
  }

  private static Set<ProcessHandle> workers() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .collect(Collectors.toSet());
  }

  private static ProcessHandle onlyWorker() {
    assertThat(workers()).hasSize(1);
    return workers().iterator().next();
  }

  /** The worker, as soon as it has spent so much time that it must be reading. */
  private static ProcessHandle busyWorker() {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> workers().stream().filter(WorkerLifeTest::isBusy).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static boolean isBusy(ProcessHandle worker) {
    return worker
        .info()
        .totalCpuDuration()
        .filter(spent -> spent.compareTo(Duration.ofMillis(2_500)) > 0)
        .isPresent();
  }

  private static void stopped(ProcessHandle worker) throws Exception {
    new ProcessBuilder("kill", "-STOP", Long.toString(worker.pid())).start().waitFor();
  }

  /** Whether somebody waits for this worker's answer. */
  private static boolean threadOf(ProcessHandle worker) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("extraction-" + worker.pid()));
  }

  /** Gone, or a zombie where nobody reaps orphans. */
  private boolean gone(ProcessHandle process) {
    try {
      String stat = Files.readString(new File("/proc/" + process.pid() + "/stat").toPath());
      return stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException ended) {
      return !process.isAlive();
    }
  }
}
