package io.halfdoor.api.data;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The PostgreSQL of a real home, with all its safety on, through what happens to servers. */
class EmbeddedPostgresTest {

  private static final Path HOME = TestServer.scratch("embedded-" + ProcessHandle.current().pid());

  /** Unpacks the programs once; each test goes on with the data that the one before it left. */
  @BeforeAll
  static void unpackOnce() throws IOException {
    Path unpacked = PostgresBinaries.below(TestServer.programs()).folder();
    Path programs = Files.createDirectories(HOME.resolve("postgres/programs"));
    Files.createSymbolicLink(programs.resolve(unpacked.getFileName()), unpacked);
  }

  @BeforeEach
  void makeOnce() {
    try (Database database = open()) {
      execute(database, "CREATE TABLE IF NOT EXISTS kept (id int)");
    }
  }

  @Test
  void itIsMadeForItsOwnerAloneAndToLoseNothing() throws IOException {
    Path password = HOME.resolve("postgres/password");
    assertThat(permissions(password)).isEqualTo("rw-------");
    assertThat(permissions(HOME.resolve("postgres/data"))).isEqualTo("rwx------");

    try (Database database = open()) {
      assertThat(setting(database, "fsync")).isEqualTo("on");
      assertThat(setting(database, "full_page_writes")).isEqualTo("on");
      assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(database, "data_checksums")).isEqualTo("on");
      assertThat(setting(database, "server_encoding")).isEqualTo("UTF8");
      assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(setting(database, "TimeZone")).isNotEmpty();
      assertThat(setting(database, "server_version_num")).startsWith(PostgresBinaries.MAJOR);
      assertThat(setting(database, "is_superuser")).isEqualTo("off");

      String url = "jdbc:postgresql://127.0.0.1:" + setting(database, "port") + "/halfdoor";
      assertThatThrownBy(() -> DriverManager.getConnection(url, "halfdoor", "guess").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      try (Connection known =
          DriverManager.getConnection(url, "halfdoor", Files.readString(password).strip())) {
        assertThat(known.isValid(1)).isTrue();
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(HOME.resolve("logs/postgres")).isNotEmptyDirectory();
    assertThat(new Postmaster(HOME.resolve("postgres/data")).isRunning()).isFalse();
  }

  @Test
  void aSecondServerOnTheSameHomeIsRefused() {
    try (Database first = open()) {
      assertThatThrownBy(EmbeddedPostgresTest::open)
          .isInstanceOf(OpeningRefused.class)
          .hasMessage(
              "A Halfdoor server already runs on %s (this very process). Stop it first, or set HALFDOOR_HOME to another folder.",
              HOME);
      assertThat(first.answers()).isTrue();
    }
  }

  @Test
  void aServerOfAnotherProcessIsNamedAndWhatItLeavesWhenKilledIsStopped() throws Exception {
    Process other = startOther();
    try {
      assertThatThrownBy(EmbeddedPostgresTest::open)
          .isInstanceOf(OpeningRefused.class)
          .hasMessageContaining("%s (process %d)", HOME, other.pid());
    } finally {
      other.destroyForcibly();
    }
    assertThat(other.waitFor(10, SECONDS)).isTrue();
    Postmaster left = new Postmaster(HOME.resolve("postgres/data"));
    assertThat(left.isRunning()).isTrue();
    long pid = left.pid().orElseThrow();

    try (Database database = open()) {
      assertThat(left.pid()).isNotEmpty().get().isNotEqualTo(pid);
      assertThat(count(database)).isEqualTo(1);
      execute(database, "DELETE FROM kept");
    }
  }

  @Test
  void itComesBackWhenItsProcessIsKilled() throws Exception {
    try (Database database = open()) {
      execute(database, "INSERT INTO kept VALUES (7)");
      kill(new Postmaster(HOME.resolve("postgres/data")).pid().orElseThrow());

      await().atMost(30, SECONDS).until(() -> !database.answers());
      await().atMost(30, SECONDS).until(database::answers);
      assertThat(count(database)).isEqualTo(1);
      execute(database, "DELETE FROM kept");
    }
  }

  /** The trap of containers: nobody reaps, or the number went to some other process. */
  @Test
  void theNumberOfAZombieOrAStrangerIsNotTakenForARunningServer() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "true & echo $!; exec sleep 600").start();
    try (BufferedReader said = parent.inputReader()) {
      String zombie = said.readLine();
      await().until(() -> ProcessHandle.of(parent.pid()).isPresent() && isZombieOrGone(zombie));
      for (String pid : List.of(zombie, Long.toString(parent.pid()), "999999999", "garbage")) {
        Path pidFile = HOME.resolve("postgres/data/postmaster.pid");
        Files.write(pidFile, List.of(pid, HOME.resolve("postgres/data").toString(), "1", "5432"));

        try (Database database = open()) {
          assertThat(database.answers()).as("with %s in %s", pid, pidFile).isTrue();
        }
      }
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void dataOfAnotherMajorVersionIsLeftAloneAndTheWayOutIsSaid() throws IOException {
    Path version = HOME.resolve("postgres/data/PG_VERSION");
    for (String other : List.of("17", "19")) {
      Files.writeString(version, other + "\n");
      try {
        assertThatThrownBy(EmbeddedPostgresTest::open)
            .isInstanceOf(OpeningRefused.class)
            .hasMessageContaining(
                "was made by PostgreSQL %s; this Halfdoor brings PostgreSQL 18", other)
            .hasMessageContaining("pg_dump")
            .hasMessageContaining("pg_restore");
        assertThat(Files.readString(version)).isEqualTo(other + "\n");
      } finally {
        Files.writeString(version, "18\n");
      }
    }
  }

  @Test
  void aHomeWithoutItsPasswordIsRefused() throws IOException {
    Path password = HOME.resolve("postgres/password");
    Path away = Files.move(password, HOME.resolve("password-away"));
    try {
      assertThatThrownBy(EmbeddedPostgresTest::open)
          .isInstanceOf(OpeningRefused.class)
          .hasMessageContaining("cannot be read from %s", password);
    } finally {
      Files.move(away, password);
    }
  }

  /** What is done where root may not make a user namespace; anybody else just is a plain user. */
  @Test
  void itRunsAsAPlainUserWhereRootHasNoNamespaces() throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      assertThat(Account.toRunIn(HOME)).isEqualTo(new Account(List.of(), null));
      return;
    }
    Path open = Files.createTempDirectory(Path.of("/tmp"), "halfdoor-plain-").toRealPath();
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Account account = Account.plainUser(open);
      assertThat(account.owner()).isNotEqualTo("root");
      for (int start = 1; start <= 2; start++) {
        try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(
                open, open.resolve("postgres"), account, Map.of("fsync", "off"))) {
          Path data = open.resolve("postgres/data");
          assertThat(postgres.isRunning()).isTrue();
          assertThat(Files.getOwner(data, LinkOption.NOFOLLOW_LINKS)).hasToString(account.owner());
        }
      }
    } finally {
      Folders.delete(open);
    }
  }

  @Test
  void aSystemThatHasNoProgramsIsToldWhatToDo() {
    assertThat(PostgresBinaries.platform("Linux", "amd64")).isEqualTo("linux-x86_64");
    assertThat(PostgresBinaries.platform("Linux", "aarch64")).isEqualTo("linux-arm_64");
    assertThat(PostgresBinaries.platform("Mac OS X", "aarch64")).isEqualTo("darwin-arm_64");
    assertThat(PostgresBinaries.platform("Mac OS X", "x86_64")).isEqualTo("darwin-x86_64");
    for (String arch : List.of("amd64", "aarch64")) {
      String here = PostgresBinaries.platform(System.getProperty("os.name"), arch);
      assertThat(getClass().getResource("/postgres-" + here + ".txz")).as(here).isNotNull();
    }
    assertThatThrownBy(() -> PostgresBinaries.platform("Windows 11", "amd64"))
        .isInstanceOf(OpeningRefused.class)
        .hasMessageContaining("not for Windows 11 on amd64")
        .hasMessageContaining("HALFDOOR_DATABASE_URL");
  }

  /** Another process that opens the HOME, writes a row, says so and stays. */
  public static final class Other {
    public static void main(String[] arguments) throws InterruptedException {
      Database database = Database.open(Path.of(arguments[0]), DatabaseConfig.embedded());
      database.jdbi().useHandle(handle -> handle.execute("INSERT INTO kept VALUES (1)"));
      System.out.println("open");
      Thread.currentThread().join();
    }
  }

  private static Process startOther() throws IOException {
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                HOME.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line;
    do {
      line = other.inputReader().readLine();
    } while (line != null && !line.equals("open"));
    assertThat(line).isEqualTo("open");
    return other;
  }

  private static Database open() {
    return Database.open(HOME, DatabaseConfig.embedded());
  }

  private static void execute(Database database, String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  private static int count(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM kept").mapTo(Integer.class).one());
  }

  private static String setting(Database database, String name) {
    Jdbi jdbi = database.jdbi();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT current_setting(?)")
                .bind(0, name)
                .mapTo(String.class)
                .one());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void kill(long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor()).isZero();
  }

  private static boolean isZombieOrGone(String pid) throws IOException {
    Path stat = Path.of("/proc", pid, "stat");
    return !Files.exists(stat) || Files.readString(stat).contains(") Z ");
  }

  @AfterAll
  static void nothingRunsAnyMore() throws IOException {
    assertThat(new Postmaster(HOME.resolve("postgres/data")).isRunning()).isFalse();
    Folders.delete(HOME);
  }
}
