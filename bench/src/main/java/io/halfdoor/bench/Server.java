package io.halfdoor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server as it is shipped: started by its own launcher, with the embedded PostgreSQL, on a home
 * of its own. Unless told otherwise only the limit of requests a minute is another one.
 */
final class Server implements AutoCloseable {

  private static final String TOKEN = "the-admin-token-of-the-bench";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Path launcher;
  private final Path home;
  private final int port;
  private final int adminPort;
  private @Nullable Process process;
  private Duration startTook = Duration.ZERO;

  Server(Settings settings) throws IOException {
    launcher = settings.root().resolve("api/target/halfdoor/bin/halfdoor");
    home = settings.folder("home");
    port = freePort();
    adminPort = freePort();
    Files.createDirectories(home);
  }

  /** Starts it and waits until it says that it is ready. */
  void start() throws IOException, InterruptedException {
    start(Map.of());
  }

  /** The same with more of its environment. */
  void start(Map<String, String> more) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "server");
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("HALFDOOR_"));
    environment.put("HALFDOOR_JAVA_HOME", System.getProperty("java.home"));
    environment.put("HALFDOOR_JAVA_OPTS", "-Xlog:gc:file=" + gcLog());
    environment.put("HALFDOOR_HOME", home.toString());
    environment.put("HALFDOOR_BIND", "127.0.0.1");
    environment.put("HALFDOOR_PORT", Integer.toString(port));
    environment.put("HALFDOOR_ADMIN_PORT", Integer.toString(adminPort));
    environment.put("HALFDOOR_ADMIN_TOKEN", TOKEN);
    environment.put("HALFDOOR_REQUESTS_PER_MINUTE", "1000000000");
    environment.putAll(more);
    long begun = System.nanoTime();
    Process started =
        builder
            .redirectErrorStream(true)
            .redirectOutput(home.resolveSibling(home.getFileName() + ".log").toFile())
            .start();
    process = started;
    Api api = admin();
    while (!isReady(api)) {
      if (!started.isAlive()) {
        throw new IOException("The server has ended; its log is beside " + home);
      }
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IOException("The server does not become ready; its log is beside " + home);
      }
      Thread.sleep(5);
    }
    startTook = Duration.ofNanos(System.nanoTime() - begun);
  }

  private static boolean isReady(Api api) throws InterruptedException {
    try {
      return api.get("/healthcheck/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** From the start of the launcher's process to the first answer that says it is ready. */
  Duration startTook() {
    return startTook;
  }

  Path home() {
    return home;
  }

  Path gcLog() {
    return home.resolveSibling(home.getFileName() + ".gc.log");
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  Api admin() {
    return new Api(address(), TOKEN);
  }

  /** The processes of the server and of its PostgreSQL. */
  Processes processes() throws IOException {
    if (process == null) {
      throw new IllegalStateException("It is not started");
    }
    return new Processes(process.pid(), postmaster());
  }

  private long postmaster() throws IOException {
    Path pidFile = home.resolve("postgres/data/postmaster.pid");
    return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
  }

  /** Builds the index anew and waits for it; says how many items a second that were. */
  double rebuild() throws IOException, InterruptedException {
    Api api = admin();
    String id = api.expect(202, api.post("/api/v1/index/rebuilds", "")).get("id").asText();
    while (true) {
      JsonNode run = api.expect(200, api.get("/api/v1/index/rebuilds/" + id));
      switch (run.get("state").asText()) {
        case "running" -> Thread.sleep(50);
        case "done" -> {
          Duration took =
              Duration.between(
                  Instant.parse(run.get("startedAt").asText()),
                  Instant.parse(run.get("endedAt").asText()));
          return run.get("entries").asLong() / (took.toMillis() / 1e3);
        }
        default -> throw new IOException("The rebuild failed: " + run);
      }
    }
  }

  /** Stops it as an operator would, and waits for its end. */
  void stop() throws IOException, InterruptedException {
    Process running = process;
    process = null;
    if (running == null) {
      return;
    }
    running.destroy();
    if (!running.waitFor(60, TimeUnit.SECONDS)) {
      running.destroyForcibly();
      throw new IOException("The server did not stop; PostgreSQL may still run on " + home);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the server was stopping", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
