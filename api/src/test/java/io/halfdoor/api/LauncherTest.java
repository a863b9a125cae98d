package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The launcher, in every shell that is here, on a system made of the tools it may use and nothing
 * else. Its JDKs and its Maven are scripts that tell what they were asked.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("servers that are processes")
@ParameterizedClass
@MethodSource("shells")
class LauncherTest {

  private static final List<String> TOOLS =
      List.of(
          "cat date dirname find grep head mkdir mv readlink rm rmdir sed sh sleep sort tail tr uname"
              .split(" "));

  /** Tells where it stands, what it was given, and what it was run in; a server then serves. */
  private static final String JAVA =
      """
      #!/bin/sh
      echo "java $0"
      echo "in $(pwd)"
      echo "home ${HALFDOOR_HOME:-}"
      for argument in "$@"; do echo "<$argument>"; done
      [ "$argument" != server ] || while [ -e "$SYSTEM/serving" ]; do sleep 0.05; done
      """;

  /** Waits at the gate where there is one, then makes a distribution or fails. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$$ $*" >>"$SYSTEM/builds"
      echo "$JAVA_HOME" >"$SYSTEM/builder"
      while [ -e "$SYSTEM/gate" ]; do sleep 0.05; done
      echo '[INFO] Building halfdoor-api 0.1.0-SNAPSHOT          [5/5]'
      if [ -e "$SYSTEM/broken" ]; then
        echo '[ERROR] Halfdoor.java:[7,1] this is not Java'
        echo '[ERROR] Re-run Maven using the -X switch to enable full debug logging.'
        exit 1
      fi
      for argument in "$@"; do
        case $argument in
          -Ddistribution=*) mkdir -p "${argument#*=}/lib" && echo >"${argument#*=}/lib/halfdoor.jar" ;;
        esac
      done
      """;

  /** Long, for a machine that is busy; nothing waits for longer than it has to. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String WRITES = "<-XX:+AutoCreateSharedArchive>\n";

  @Parameter List<String> shell;

  @TempDir Path folder;
  private Path system;
  private Path checkout;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Process> started = new ArrayList<>();

  static Stream<List<String>> shells() {
    return Stream.of(List.of("sh"), List.of("dash"), List.of("bash"), List.of("busybox", "sh"))
        .filter(shell -> onPath(shell.getFirst()) != null);
  }

  @BeforeEach
  void aSystemWithMavenAndACheckout() throws IOException {
    folder = folder.toRealPath();
    system = Files.createDirectories(folder.resolve("system"));
    Path bin = Files.createDirectories(system.resolve("bin"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), onPath(tool));
    }
    executable(bin.resolve("mvn"), MAVEN);
    environment.put("PATH", bin.toString());
    environment.put("HOME", system.resolve("user home").toString());
    environment.put("SYSTEM", system.toString());

    checkout = Files.createDirectories(folder.resolve("a check*out"));
    executable(checkout.resolve("halfdoor"), launcher());
    for (String source : List.of("pom.xml", "api/pom.xml", "api/src/main/java/Halfdoor.java")) {
      Path file = checkout.resolve(source);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }
  }

  @AfterEach
  void nothingRunsOn() throws IOException {
    started.stream()
        .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process.toHandle())))
        .forEach(ProcessHandle::destroyForcibly);
    for (String tool : TOOLS) {
      Files.delete(system.resolve("bin").resolve(tool)); // JUnit warns of a link that leads outside
    }
  }

  @Test
  void withoutAJdkItSaysWhatIsThereAndWhatToInstall() throws Exception {
    jdk("usr/lib/jvm/java-17", "17.0.15");
    jdk("opt/jdk-26", "26");
    Files.delete(jdk("opt/jre-25", "25.0.3").resolve("bin/javac"));

    Run run = launch("demo");

    assertThat(run.status()).isEqualTo(69);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("Halfdoor needs a JDK 25, and none was found.\nFound:\n")
        .contains("  Java 17 in " + system.resolve("usr/lib/jvm/java-17") + "\n")
        .contains("  Java 26 in " + system.resolve("opt/jdk-26") + "\n")
        .contains("  Java 25 without a compiler in " + system.resolve("opt/jre-25") + "\n")
        .contains("To install it: ")
        .contains("HALFDOOR_JAVA_HOME");
    assertThat(builds()).isEmpty();
  }

  @Test
  void javaHomeIsTakenWhenItSuitsAndPassedOverWhenNot() throws Exception {
    Path older = jdk("opt/jdk-17", "17.0.15");
    Path usual = jdk("usr/lib/jvm/jdk-25", "25.0.3");
    Path named = jdk("a place/jdk 25", "25");

    environment.put("JAVA_HOME", older.toString());
    assertThat(launch("help").java()).isEqualTo(usual);
    assertThat(Files.readString(system.resolve("builder"))).isEqualTo(usual + "\n");

    environment.put("JAVA_HOME", named.toString());
    assertThat(launch("help").java()).isEqualTo(named);
  }

  @Test
  void halfdoorJavaHomeWinsAndIsNeverReplacedByAnother() throws Exception {
    environment.put("JAVA_HOME", jdk("usr/lib/jvm/jdk-25", "25.0.3").toString());

    Path chosen = jdk("chosen", "25.0.1");
    environment.put("HALFDOOR_JAVA_HOME", chosen.toString());
    assertThat(launch("help").java()).isEqualTo(chosen);

    environment.put("HALFDOOR_JAVA_HOME", jdk("older", "21.0.9").toString());
    Run refused = launch("help");
    assertThat(refused.status()).isEqualTo(69);
    assertThat(refused.err()).contains("is not a JDK 25", "Java 21 in " + system.resolve("older"));
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void aJdkWithoutAReleaseFileIsAskedItself() throws Exception {
    Path silent = jdk("usr/lib/jvm/jdk", "25");
    Files.delete(silent.resolve("release"));
    executable(
        silent.resolve("bin/java"),
        JAVA.replace(
            "\necho \"in", "\necho 'openjdk version \"25.0.3\" 2026-04-21' >&2\necho \"in"));

    assertThat(launch("help").java()).isEqualTo(silent);
  }

  @Test
  void theJavaOnThePathLeadsHomeByItsLinkOrByAsking() throws Exception {
    Path linked = jdk("elsewhere/jdk 25", "25.0.3");
    Path java = system.resolve("bin/java");
    Files.createSymbolicLink(java, Path.of("../elsewhere/jdk 25/bin/java"));
    assertThat(launch("help").java()).isEqualTo(linked);

    Files.delete(java);
    executable(java, "#!/bin/sh\necho '    java.home = " + linked + "' >&2\n");
    assertThat(launch("help").java()).isEqualTo(linked);
  }

  @Test
  void aJdkOfAVersionManagerIsFound() throws Exception {
    Path managed = jdk("user home/.sdkman/candidates/java/25.0.3-tem", "25.0.3");

    assertThat(launch("help").java()).isEqualTo(managed);
  }

  @Test
  void calledByALinkFromAnywhereItPassesOnWhatItWasGiven() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.3");
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Files.createSymbolicLink(elsewhere.resolve("hop"), Path.of("../a check*out/halfdoor"));
    Files.createSymbolicLink(elsewhere.resolve("hd"), elsewhere.resolve("hop"));
    environment.put("HALFDOOR_HOME", "my data");
    environment.put("HALFDOOR_JAVA_OPTS", "-Xmx1g  -Dany=*");

    Run run = run(elsewhere, "hd", "import", "two words", "", "*", "$HOME");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("in " + elsewhere + "\n", "home my data\n")
        .containsSubsequence("<-Xmx", "<-Xmx1g>\n<-Dany=*>\n")
        .endsWith(
            "<-cp>\n<%s>\n<io.halfdoor.api.Halfdoor>\n<import>\n<two words>\n<>\n<*>\n<$HOME>\n"
                .formatted(checkout.resolve("target/halfdoor/lib/halfdoor.jar")));
  }

  @Test
  void onlyWhatServesNeedsVectorsAndOnlyAServerTheBestCompiler() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.3");
    String vectors = "<--add-modules>\n<jdk.incubator.vector>";
    String soon = "<-XX:TieredStopAtLevel=1>";

    assertThat(launch("server").out()).contains(vectors).doesNotContain(soon);
    assertThat(launch("demo").out()).contains(vectors, soon);
    assertThat(launch("check").out()).contains(vectors, soon);
    assertThat(launch("token", "rep", "a@example.com").out())
        .contains(soon)
        .doesNotContain(vectors);
  }

  @Test
  void itBuildsTheFirstTimeAndWhenASourceIsNewer() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.3");

    Run first = launch("help");
    assertThat(first.err()).contains("Built Halfdoor in ");
    assertThat(builds())
        .singleElement()
        .asString()
        .contains("-pl api -am", "-DskipTests", " package");

    assertThat(launch("help").err()).isEmpty();
    assertThat(builds()).hasSize(1);

    Path source = checkout.resolve("api/src/main/java/Halfdoor.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
    environment.put("HALFDOOR_BUILD", "never");
    launch("help");
    assertThat(builds()).hasSize(1);

    environment.put("HALFDOOR_BUILD", "auto");
    launch("help");
    assertThat(builds()).hasSize(2);

    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(3600)));
    environment.put("HALFDOOR_BUILD", "always");
    launch("help");
    assertThat(builds()).hasSize(3);

    environment.put("HALFDOOR_BUILD", "sometimes");
    assertThat(launch("help").status()).isEqualTo(70);
  }

  @Test
  void aBuildThatFailsShowsItsErrorsAndLeavesWhatWasBuilt() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.3");
    launch("help");
    environment.put("HALFDOOR_BUILD", "always");
    Files.createFile(system.resolve("broken"));

    Run failed = launch("help");

    assertThat(failed.status()).isEqualTo(70);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .contains(checkout.resolve("target/build.log").toString())
        .contains("  Halfdoor.java:[7,1] this is not Java\n")
        .doesNotContain("Re-run Maven");
    assertThat(checkout.resolve("target/halfdoor/lib/halfdoor.jar")).exists();
    assertThat(checkout.resolve("target/halfdoor.lock")).doesNotExist();
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.3");
    Files.delete(system.resolve("bin/mvn"));

    Run run = launch("help");

    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains("there is no mvn on the PATH", "To install it: ");
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.3");
    Files.createFile(system.resolve("gate"));
    Process first = start(checkout, checkout.resolve("halfdoor").toString(), "one");
    await().atMost(PATIENCE).until(() -> builds().size() == 1);
    Process second = start(checkout, checkout.resolve("halfdoor").toString(), "two");
    await().atMost(PATIENCE).until(() -> said(second).contains("Waiting for another build"));

    Files.delete(system.resolve("gate"));

    assertThat(ended(first).out()).endsWith("<one>\n");
    assertThat(ended(second).out()).endsWith("<two>\n");
    assertThat(builds()).hasSize(1);
    assertThat(checkout.resolve("target/halfdoor.lock")).doesNotExist();
  }

  @Test
  void theLockOfAKilledBuildIsTakenOver() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.3");
    Files.createFile(system.resolve("gate"));
    Process killed = start(checkout, checkout.resolve("halfdoor").toString(), "one");
    await().atMost(PATIENCE).until(() -> builds().size() == 1);
    List<ProcessHandle> maven = killed.descendants().toList();
    killed.destroyForcibly().waitFor();

    Process next = start(checkout, checkout.resolve("halfdoor").toString(), "two");
    await().atMost(PATIENCE).until(() -> said(next).contains("Waiting for another build"));
    assertThat(builds()).as("while the Maven of the killed one still runs").hasSize(1);
    maven.forEach(ProcessHandle::destroyForcibly);
    await().atMost(PATIENCE).until(() -> builds().size() == 2);
    Files.delete(system.resolve("gate"));

    assertThat(ended(next).out()).endsWith("<two>\n");
    assertThat(checkout.resolve("target")).isDirectoryNotContaining("glob:**.lock*");
  }

  @Test
  void stoppedWhileBuildingItStopsMavenAndLeavesNoLock() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.3");
    Files.createFile(system.resolve("gate"));
    Process stopped = start(checkout, checkout.resolve("halfdoor").toString(), "one");
    await().atMost(PATIENCE).until(() -> builds().size() == 1);
    long maven = Long.parseLong(builds().getFirst().split(" ")[0]);

    stopped.destroy();

    assertThat(ended(stopped).status()).isEqualTo(143);
    await()
        .atMost(PATIENCE)
        .until(() -> ProcessHandle.of(maven).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(checkout.resolve("target/halfdoor.lock")).doesNotExist();
    assertThat(checkout.resolve("target/halfdoor")).doesNotExist();
  }

  @Test
  void aDistributionNeedsNeitherMavenNorACompiler() throws Exception {
    Path runtime = jdk("usr/lib/jvm/jre-25", "25.0.3");
    Files.delete(runtime.resolve("bin/javac"));
    Files.delete(system.resolve("bin/mvn"));
    Path distribution = folder.resolve("opt/half door");
    Files.createDirectories(distribution.resolve("bin"));
    Files.createDirectories(distribution.resolve("lib"));
    Path jar = Files.createFile(distribution.resolve("lib/halfdoor.jar"));
    executable(distribution.resolve("bin/halfdoor"), launcher());

    Run run = run(folder, distribution.resolve("bin/halfdoor").toString(), "server");

    assertThat(run.java()).isEqualTo(runtime);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).endsWith("<%s>\n<io.halfdoor.api.Halfdoor>\n<server>\n".formatted(jar));
  }

  @Test
  void oneServerAtATimeLeavesItsClassesForLaterStarts() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.3");
    assertThat(launch("help").out()).contains("<-XX:SharedArchiveFile=").doesNotContain(WRITES);

    Files.createFile(system.resolve("serving"));
    Process first = start(checkout, checkout.resolve("halfdoor").toString(), "server");
    await().atMost(PATIENCE).until(() -> told(first).endsWith("<server>\n"));
    Process second = start(checkout, checkout.resolve("halfdoor").toString(), "server");
    await().atMost(PATIENCE).until(() -> told(second).endsWith("<server>\n"));
    Files.delete(system.resolve("serving"));

    assertThat(ended(first).out()).contains(WRITES);
    assertThat(ended(second).out()).doesNotContain(WRITES);
    assertThat(launch("server").out()).as("when the first has ended").contains(WRITES);
  }

  @Test
  void classesLeftHalfWrittenAreRemovedAndWholeOnesAreKept() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.3");
    launch("help");
    Path classes = checkout.resolve("target/halfdoor/classes.jsa");

    Files.write(classes, new byte[] {1, 2, 3});
    launch("server");
    assertThat(classes).exists();

    Files.write(classes, new byte[] {0, 0, 3});
    launch("server");
    assertThat(classes).doesNotExist();
  }

  // ---

  private record Run(int status, String out, String err) {
    /** The home of the JDK that was run. */
    Path java() {
      assertThat(out).as(err).startsWith("java ");
      return Path.of(out.lines().findFirst().orElseThrow().substring(5)).getParent().getParent();
    }
  }

  /** The launcher as it is, looking for JDKs in our system instead of the real one. */
  private String launcher() throws IOException {
    String here = Files.readString(Path.of("../halfdoor"));
    String there = here;
    for (String place : List.of("/usr/", "/opt/", "/Library/", "/home/")) {
      there = there.replace(" " + place, " \"" + system + "\"" + place);
    }
    assertThat(there).isNotEqualTo(here);
    return there;
  }

  private Path jdk(String place, String version) throws IOException {
    Path home = Files.createDirectories(system.resolve(place));
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(home.resolve("bin/java"), JAVA);
    executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    return home;
  }

  private Run launch(String... arguments) throws Exception {
    return run(
        checkout,
        Stream.concat(Stream.of("./halfdoor"), Stream.of(arguments)).toArray(String[]::new));
  }

  private Run run(Path in, String... command) throws Exception {
    return ended(start(in, command));
  }

  private Process start(Path in, String... command) throws IOException {
    List<String> all = new ArrayList<>(shell);
    all.set(0, onPath(shell.getFirst()).toString());
    all.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(all).directory(in.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    int number = started.size();
    builder.redirectOutput(system.resolve("out" + number).toFile());
    builder.redirectError(system.resolve("err" + number).toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Run ended(Process process) throws Exception {
    assertThat(process.waitFor(PATIENCE)).as("ended: %s", said(process)).isTrue();
    return new Run(process.exitValue(), told(process), said(process));
  }

  private String told(Process process) throws IOException {
    return Files.readString(system.resolve("out" + started.indexOf(process)));
  }

  private String said(Process process) throws IOException {
    return Files.readString(system.resolve("err" + started.indexOf(process)));
  }

  /** A line for each time that Maven was called: its process and its arguments. */
  private List<String> builds() throws IOException {
    Path builds = system.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
