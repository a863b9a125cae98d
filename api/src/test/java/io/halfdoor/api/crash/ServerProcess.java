package io.halfdoor.api.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.halfdoor.api.Halfdoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real server in a process of its own, with the embedded PostgreSQL and all its safety on.
 *
 * <p>Killing it ends three sorts of processes at once: the server, its workers and PostgreSQL,
 * which belongs to a session of its own and would outlive the server.
 */
final class ServerProcess implements AutoCloseable {

  static final String TOKEN = "the-admin-token-of-crash-tests";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Where all tests of this module unpack the programs of PostgreSQL, once. */
  private static final Path PROGRAMS =
      Path.of("target", "postgres-tests", "programs").toAbsolutePath();

  private final Path home;
  private final Path log;
  private final String mount;
  private final int port = freePort();
  private final int adminPort = freePort();
  private final Map<String, String> variables = new HashMap<>();
  private Process process;

  private ServerProcess(Path folder, String mount) throws IOException {
    this.home = Files.createDirectories(folder.resolve("home")).toRealPath();
    this.log = folder.resolve("server.log");
    this.mount = mount;
    Files.createDirectories(PROGRAMS);
  }

  /** A server to be started on a home in this folder. */
  static ServerProcess in(Path folder) throws IOException {
    ServerProcess server = new ServerProcess(folder, null);
    Path postgres = Files.createDirectories(server.home.resolve("postgres"));
    if (!Files.exists(postgres.resolve("programs"))) {
      Files.createSymbolicLink(postgres.resolve("programs"), PROGRAMS);
    }
    return server;
  }

  /**
   * A server to be started on a home that is a disk of its own, of so many megabytes. Only the
   * server sees it, and it is gone with the server.
   */
  static ServerProcess onSmallDisk(Path folder, int megabytes) throws IOException {
    return new ServerProcess(
        folder, "mount -t tmpfs -o mode=700,size=" + megabytes + "m tmpfs \"$HALFDOOR_HOME\"");
  }

  /** With another value of an environment variable, from the next start on. */
  ServerProcess with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port + "/api/v1/");
  }

  Api api() {
    return new Api(address(), TOKEN);
  }

  /** What the server says of its own health, and whether it takes itself for ready. */
  Api.Answer health() throws IOException {
    return api().get("/healthcheck/ready");
  }

  /** Whether it lives, asking nothing of anybody else. */
  Api.Answer live() throws IOException {
    return api().get("/healthcheck/live");
  }

  /** The home as the server sees it. */
  Path home() {
    return mount == null ? home : Path.of("/proc/" + process.pid() + "/root" + home);
  }

  /** Starts the process, and does not wait for anything. */
  void begin() throws IOException {
    List<String> java =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx448m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", // it lives for seconds
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Halfdoor.class.getName(),
            "server");
    ProcessBuilder builder = new ProcessBuilder(mount == null ? java : mounted(java));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("HALFDOOR_"));
    environment.put("HALFDOOR_HOME", home.toString());
    environment.put("HALFDOOR_BIND", "127.0.0.1");
    environment.put("HALFDOOR_PORT", Integer.toString(port));
    environment.put("HALFDOOR_ADMIN_PORT", Integer.toString(adminPort));
    environment.put("HALFDOOR_ADMIN_TOKEN", TOKEN);
    environment.put("HALFDOOR_REQUESTS_PER_MINUTE", "100000000");
    environment.put("HALFDOOR_SEARCH_MEANING", "false"); // each start would load a model
    environment.putAll(variables);
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** In a mount namespace of its own: as root, or as whoever may be root in a namespace. */
  private List<String> mounted(List<String> java) {
    boolean root = "root".equals(System.getProperty("user.name"));
    List<String> line = new ArrayList<>();
    line.addAll(List.of("unshare", root ? "-m" : "-Urm", "sh", "-c"));
    line.add(
        mount
            + " && mkdir \"$HALFDOOR_HOME/postgres\""
            + " && ln -s '%s' \"$HALFDOOR_HOME/postgres/programs\"".formatted(PROGRAMS)
            + " && exec \"$@\"");
    line.add("sh");
    line.addAll(java);
    return line;
  }

  /** Starts it and waits until it serves and its index has caught up. */
  Api start() throws IOException {
    begin();
    Api api = api();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError(
                    "The server ended with %d before it was ready:%n%s"
                        .formatted(process.exitValue(), lastWords()));
              }
              return isReady(api);
            });
    return api;
  }

  private static boolean isReady(Api api) {
    try {
      Api.Answer answer = api.get("index");
      return answer.succeeded() && answer.json().get("ready").asBoolean();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Ends the server, its workers and PostgreSQL by SIGKILL, all of them at once. */
  void kill() throws IOException, InterruptedException {
    Stream<ProcessHandle> server =
        Stream.concat(Stream.of(process.toHandle()), process.descendants());
    signal("KILL", Stream.concat(server, postgres().stream()));
    assertThat(process.waitFor()).isEqualTo(128 + 9);
  }

  /** Sends a signal to the server alone, as whoever stops a service does. */
  void signal(String signal) throws IOException, InterruptedException {
    signal(signal, Stream.of(process.toHandle()));
  }

  /** Sends a signal to the server and what it has just called, as a terminal does at Ctrl-C. */
  void signalAll(String signal) throws IOException, InterruptedException {
    signal(signal, Stream.concat(Stream.of(process.toHandle()), process.descendants()));
  }

  /** What it ends with, and all that it said: waits for that. */
  Ending ending() throws IOException, InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Ending(process.exitValue(), Files.readString(log));
  }

  /** How a server ended. */
  record Ending(int status, String said) {}

  /** Whether a PostgreSQL works on the home, whoever knows of it. */
  boolean hasPostgres() {
    String data = home.resolve("postgres/data").toString();
    return ProcessHandle.allProcesses()
        .filter(ServerProcess::isPostgres)
        .anyMatch(each -> each.info().commandLine().orElse("").contains(data));
  }

  /** Sends a signal to every process of PostgreSQL. */
  void signalPostgres(String signal) throws IOException, InterruptedException {
    signal(signal, postgres().stream());
  }

  private static void signal(String signal, Stream<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("kill", "-" + signal));
    processes.forEach(each -> line.add(Long.toString(each.pid())));
    // Those that ended by themselves meanwhile make it fail; the others get the signal anyway.
    new ProcessBuilder(line).redirectErrorStream(true).start().waitFor();
  }

  /** The processes of PostgreSQL; none where it does not run. */
  private List<ProcessHandle> postgres() throws IOException {
    Path pidFile = home().resolve("postgres/data/postmaster.pid");
    if (!Files.exists(pidFile)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(pidFile)) {
      return lines
          .findFirst()
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
          .filter(ServerProcess::isPostgres)
          .map(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
          .orElse(Stream.of())
          .toList();
    }
  }

  /** A number in an old file may belong to some other process by now. */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/postgres")).isPresent();
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    return lines.stream().skip(Math.max(0, lines.size() - 30)).collect(Collectors.joining("\n"));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (process != null && process.isAlive()) {
        kill();
      } else if (process != null) {
        signalPostgres("KILL"); // where the server ended without it
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(home.resolve("postgres/programs"));
  }
}
