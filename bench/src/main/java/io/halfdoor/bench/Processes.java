package io.halfdoor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What Linux says that the server and its PostgreSQL have used.
 *
 * @param server the JVM, apart from its workers
 */
record Processes(long server, long postmaster) {

  /** {@code USER_HZ}, which is 100 on every Linux there is. */
  private static final Duration TICK = Duration.ofMillis(10);

  private static final int UTIME = 14;
  private static final int STIME = 15;
  private static final int CUTIME = 16;
  private static final int CSTIME = 17;

  /** Time on a CPU, of the JVM and of PostgreSQL with all its sessions, until now. */
  record Cpu(Duration server, Duration postgres) {

    Cpu since(Cpu before) {
      return new Cpu(server.minus(before.server), postgres.minus(before.postgres));
    }
  }

  Cpu cpu() throws IOException {
    Duration postgres = cpu(postmaster, UTIME, STIME, CUTIME, CSTIME);
    try (Stream<ProcessHandle> sessions =
        ProcessHandle.of(postmaster).map(ProcessHandle::descendants).orElse(Stream.of())) {
      for (ProcessHandle session : (Iterable<ProcessHandle>) sessions::iterator) {
        postgres = postgres.plus(cpu(session.pid(), UTIME, STIME));
      }
    }
    return new Cpu(cpu(server, UTIME, STIME), postgres);
  }

  /** The fields counted from 1, as in proc(5); zero for a process that has just ended. */
  private static Duration cpu(long pid, int... fields) throws IOException {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    } catch (NoSuchFileException ended) {
      return Duration.ZERO;
    }
    // The second field is a name in parentheses, in which anything may stand.
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    Duration sum = Duration.ZERO;
    for (int field : fields) {
      sum = sum.plus(TICK.multipliedBy(Long.parseLong(afterName[field - 3])));
    }
    return sum;
  }

  /** {@code RssAnon} of the JVM in megabytes: its own memory, without the files that it maps. */
  double ownMegabytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(server), "status"))) {
      return lines
              .filter(line -> line.startsWith("RssAnon:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          / 1024.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
