package io.halfdoor.bench;

import io.halfdoor.bench.Figures.Goal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Requests of one caller to the server: as many as it can answer, or so many a second. */
final class Loads {

  private static final int CONNECTIONS = 8;

  private final Settings settings;
  private final Server server;
  private final Api caller;
  private final Figures figures;

  Loads(Settings settings, Server server, Api caller, Figures figures) {
    this.settings = settings;
    this.server = server;
    this.caller = caller;
    this.figures = figures;
  }

  /** Eight connections, as fast as it goes: what a request costs, and how many are answered. */
  void closed(String what, List<String> paths, Goal cpuGoal, Goal rateGoal)
      throws IOException, InterruptedException {
    Wrk wrk = new Wrk(settings, server, caller);
    Path file = Files.createTempFile("bench-", ".paths");
    try {
      Files.write(file, paths);
      wrk.warmUp("get.lua", CONNECTIONS, settings.time(), file.toString());
      double[] cpu = new double[settings.runs()];
      double[] postgres = new double[settings.runs()];
      double[] rate = new double[settings.runs()];
      for (int run = 0; run < settings.runs(); run++) {
        Processes.Cpu before = server.processes().cpu();
        Wrk.Load load = wrk.run("get.lua", CONNECTIONS, settings.time(), file.toString());
        Processes.Cpu spent = server.processes().cpu().since(before);
        cpu[run] = millis(spent.server()) / load.requests();
        postgres[run] = millis(spent.postgres()) / load.requests();
        rate[run] = load.perSecond();
      }
      String from = what + ", " + CONNECTIONS + " connections";
      figures.add(from + ": server CPU", cpu, "ms", cpuGoal);
      figures.add(from + ": PostgreSQL CPU besides", postgres, "ms");
      figures.add(from, rate, "a second", rateGoal);
    } finally {
      Files.delete(file);
    }
  }

  /** At a pace that is not the server's own. No path is asked for twice before all have been. */
  void steady(String what, int perSecond, List<String> paths, Goal p50Goal, Goal p99Goal) {
    int calls = perSecond * (int) settings.time().toSeconds();
    run(perSecond, settings.time().dividedBy(2), paths, 0); // warms up
    double[] p50 = new double[settings.runs()];
    double[] p99 = new double[settings.runs()];
    double[] failures = new double[settings.runs()];
    for (int run = 0; run < settings.runs(); run++) {
      OpenLoop.Times times = run(perSecond, settings.time(), paths, (run + 1) * calls);
      p50[run] = times.millis(50);
      p99[run] = times.millis(99);
      failures[run] = times.failures();
    }
    String at = what + " at " + perSecond + " a second: ";
    figures.add(at + "p50", p50, "ms", p50Goal);
    figures.add(at + "p99", p99, "ms", p99Goal);
    figures.addIfAny(at + "failed", failures, "requests");
  }

  /**
   * One run of that.
   *
   * @param from which of the paths is the first
   */
  OpenLoop.Times run(int perSecond, Duration time, List<String> paths, int from) {
    return OpenLoop.run(
        perSecond,
        time,
        (number, due) -> {
          HttpResponse<byte[]> answer = caller.get(paths.get((from + number) % paths.size()));
          if (answer.statusCode() != 200) {
            throw new IOException(answer.uri() + " -> " + answer.statusCode());
          }
        });
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
