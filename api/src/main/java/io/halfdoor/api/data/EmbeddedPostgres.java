package io.halfdoor.api.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own: its programs come with Halfdoor, its data stays in the home.
 *
 * <p>{@code <home>/postgres} holds the data directory, the password (for its owner's eyes only) and
 * the programs; {@code <home>/logs/postgres} a week of its log. It listens on a free port of the
 * loopback address and nowhere else, so nothing of it can clash with another PostgreSQL.
 *
 * <p>It must be started under the {@link HomeLock}: then whatever process is found on the data
 * directory was left over by a server that died, and is stopped.
 */
final class EmbeddedPostgres implements AutoCloseable {

  static final String SUPERUSER = "postgres";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration PATIENCE =
      Duration.ofMinutes(2); // recovery after a crash takes its time
  private static final int PORTS_TO_TRY = 5;

  /** For one small server on a machine that has other things to do as well. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("max_connections", "60"),
          Map.entry("password_encryption", "scram-sha-256"),
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("shared_buffers", "128MB"),
          Map.entry("effective_cache_size", "512MB"),
          Map.entry("work_mem", "8MB"),
          Map.entry("maintenance_work_mem", "64MB"),
          Map.entry("max_wal_size", "1GB"),
          Map.entry("wal_compression", "on"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("jit", "off"),
          Map.entry("io_method", "sync"),
          Map.entry("max_parallel_workers_per_gather", "0"),
          Map.entry("max_wal_senders", "2"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("lc_messages", "C"),
          Map.entry("logging_collector", "on"),
          Map.entry("log_filename", "postgres-%a.log"), // one a weekday, written over a week later
          Map.entry("log_truncate_on_rotation", "on"),
          Map.entry("log_rotation_age", "1d"),
          Map.entry("log_rotation_size", "0"),
          // What people wrote stays out of the log: no statements, no "Key (email)=(...) exists".
          Map.entry("log_min_error_statement", "panic"),
          Map.entry("log_error_verbosity", "terse"));

  private final Path folder;
  private final Path data;
  private final Path logs;
  private final Path passwordFile;
  private final PostgresBinaries binaries;
  private final Account account;
  private final Map<String, String> settings;
  private final Postmaster postmaster;
  private int port;
  private boolean closed;

  private EmbeddedPostgres(Path home, Path programs, Account account, Map<String, String> settings)
      throws IOException {
    this.folder = Files.createDirectories(home.resolve("postgres"));
    this.data = folder.resolve("data");
    this.passwordFile = folder.resolve("password");
    this.logs = Files.createDirectories(home.resolve("logs").resolve("postgres"));
    this.binaries = PostgresBinaries.below(programs);
    this.account = account;
    this.settings = settings;
    this.postmaster = new Postmaster(data);
  }

  /** Starts the PostgreSQL of this home, after making it where the home is new. */
  static EmbeddedPostgres start(Path home) {
    Path programs = home.resolve("postgres").resolve("programs");
    EmbeddedPostgres postgres = start(home, programs, Account.toRunIn(home), Map.of());
    postgres.binaries.deleteOthers();
    return postgres;
  }

  /**
   * Starts it with programs unpacked elsewhere and with settings that go before ours.
   *
   * @param home a real path
   */
  static EmbeddedPostgres start(
      Path home, Path programs, Account account, Map<String, String> settings) {
    try {
      EmbeddedPostgres postgres = new EmbeddedPostgres(home, programs, account, settings);
      postgres.makeUnlessThere();
      postgres.stopLeftover();
      try {
        postgres.startOnFreePort();
      } catch (IOException | RuntimeException e) {
        postgres.stopLeftover(); // it may start all the same, such as when pg_ctl was interrupted
        throw e;
      }
      return postgres;
    } catch (IOException e) {
      throw new OpeningRefused(
          "The embedded PostgreSQL of %s cannot be started: %s".formatted(home, e.getMessage()), e);
    }
  }

  int port() {
    return port;
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  String password() {
    try {
      return Files.readString(passwordFile, US_ASCII).strip();
    } catch (IOException e) {
      throw new OpeningRefused(
          """
          The password of the database in %s cannot be read from %s. It belongs to the home: \
          bring it back from where the home was copied."""
              .formatted(data, passwordFile),
          e);
    }
  }

  boolean isRunning() {
    return postmaster.isRunning();
  }

  /** Starts it again, on the same port, where it has died; says whether it had. */
  synchronized boolean revive() throws IOException {
    if (closed || isRunning()) {
      return false;
    }
    postmaster.clear();
    startOn(port);
    return true;
  }

  /** Stops it: open transactions are rolled back, what was committed is on disk. */
  @Override
  public synchronized void close() {
    closed = true;
    stop();
  }

  private void makeUnlessThere() throws IOException {
    Path version = data.resolve("PG_VERSION");
    if (Files.exists(version)) {
      requireOurs(Files.readString(version, US_ASCII).strip(), data);
      return;
    }
    if (!Files.exists(passwordFile)) {
      writePassword();
    }
    Path fresh = data.resolveSibling("data.new");
    Folders.delete(fresh);
    account.own(folder);
    Commands.Ending ending =
        run(
            "initdb",
            "--pgdata=" + fresh,
            "--username=" + SUPERUSER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--data-checksums",
            "--no-instructions");
    if (!ending.succeeded()) {
      throw new IOException("initdb failed: " + ending.output());
    }
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  static void requireOurs(String version, Path data) {
    if (version.equals(PostgresBinaries.MAJOR)) {
      return;
    }
    throw new OpeningRefused(
        """
        The database in %s was made by PostgreSQL %s; this Halfdoor brings PostgreSQL %s, which cannot read it. \
        Nothing was changed. The way out: start it with a PostgreSQL %s (pg_ctl -D %s start), save it with \
        pg_dump -Fc halfdoor, move %s away, start this Halfdoor once on the empty home, and bring it back with \
        pg_restore --clean --if-exists -d halfdoor. Or go on with the Halfdoor release that made it."""
            .formatted(data, version, PostgresBinaries.MAJOR, version, data, data));
  }

  private void writePassword() throws IOException {
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    Path fresh = passwordFile.resolveSibling("password.new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, HexFormat.of().formatHex(secret) + "\n", US_ASCII);
    Files.move(fresh, passwordFile, StandardCopyOption.ATOMIC_MOVE);
  }

  private void stopLeftover() throws IOException {
    if (postmaster.isRunning()) {
      LOG.warn("Stopping the PostgreSQL that was left running on {}", data);
      stop();
    }
    postmaster.clear();
  }

  private void startOnFreePort() throws IOException {
    for (int attempt = 1; ; attempt++) {
      int candidate = freePort();
      try {
        startOn(candidate);
        return;
      } catch (IOException e) {
        if (attempt == PORTS_TO_TRY || isFree(candidate) || isRunning()) {
          throw e;
        } // else somebody took it between our look and PostgreSQL's
      }
    }
  }

  private void startOn(int candidate) throws IOException {
    writeSettings(candidate);
    account.own(folder);
    account.own(logs);
    Path startLog = logs.resolve("start.log");
    Files.deleteIfExists(startLog);
    Commands.Ending ending =
        run(
            "pg_ctl",
            "start",
            "--wait",
            "--timeout=" + PATIENCE.toSeconds(),
            "--pgdata=" + data,
            "--log=" + startLog,
            "--silent");
    if (!ending.succeeded()) {
      String said = Files.exists(startLog) ? Files.readString(startLog) : "";
      throw new IOException(
          "PostgreSQL does not start: " + ending.output() + said + "See also " + logs);
    }
    port = candidate;
  }

  private void stop() {
    for (String mode : List.of("fast", "immediate")) {
      try {
        if (!postmaster.isRunning()) {
          return;
        }
        run(
            "pg_ctl",
            "stop",
            "--wait",
            "--timeout=30",
            "--mode=" + mode,
            "--pgdata=" + data,
            "--silent");
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot stop the PostgreSQL on " + data, e);
      }
    }
    if (postmaster.isRunning()) {
      LOG.warn("The PostgreSQL on {} does not stop; it will recover when started again", data);
    }
  }

  private Commands.Ending run(String program, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(binaries.program(program)));
    line.addAll(List.of(arguments));
    return Commands.run(account.running(line), PATIENCE.plusSeconds(10));
  }

  private void writeSettings(int candidate) throws IOException {
    Map<String, String> all = new TreeMap<>(SETTINGS);
    all.put("port", Integer.toString(candidate));
    all.put("log_directory", logs.toString());
    all.putAll(settings);
    String lines =
        all.entrySet().stream()
            .map(
                setting ->
                    setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
            .collect(Collectors.joining());
    Path fresh = data.resolve("postgresql.conf.new");
    Files.writeString(
        fresh,
        "# Written at each start. To change a setting, use ALTER SYSTEM (it goes before this file).\n"
            + lines,
        UTF_8);
    Files.move(fresh, data.resolve("postgresql.conf"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
