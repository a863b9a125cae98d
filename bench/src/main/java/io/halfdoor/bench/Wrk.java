package io.halfdoor.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The load generator {@code wrk}: so many connections, each sending its next request when the one
 * before is answered, as fast as the server can.
 */
final class Wrk {

  private static final int MOST_WARMING = 12;

  private static final Pattern FIGURE =
      Pattern.compile("^halfdoor\\.(\\w+)=([0-9.]+)$", Pattern.MULTILINE);

  private final Path scripts;
  private final Api api;
  private final String address;

  Wrk(Settings settings, Server server, Api api) {
    this.scripts = settings.root().resolve("bench/wrk");
    this.api = api;
    this.address = server.address().toString();
  }

  /**
   * What came of it.
   *
   * @param requests that were answered
   * @param perSecond answers
   */
  record Load(long requests, double perSecond) {}

  /**
   * Sends the requests of a script until the server has compiled what they take: until a run is no
   * more than a twentieth quicker than the one before.
   */
  void warmUp(String script, int connections, Duration time, String... arguments)
      throws IOException, InterruptedException {
    double before = 0;
    double now = run(script, connections, time, arguments).perSecond();
    for (int runs = 1; runs < MOST_WARMING && now > before * 1.05; runs++) {
      before = now;
      now = run(script, connections, time, arguments).perSecond();
    }
  }

  /**
   * Sends the requests of a script.
   *
   * @param arguments what the script takes after the token
   * @throws IOException when any answer was not as it should be
   */
  Load run(String script, int connections, Duration time, String... arguments)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile("wrk-", ".out");
    try {
      List<String> line =
          new ArrayList<>(
              List.of(
                  "wrk",
                  "--threads=1",
                  "--connections=" + connections,
                  "--duration=" + Math.max(1, time.toSeconds()) + "s",
                  "--timeout=10s",
                  "--script=" + scripts.resolve(script),
                  address,
                  "--",
                  api.token()));
      line.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      int status = process.waitFor();
      String output = Files.readString(said, StandardCharsets.UTF_8);
      Map<String, Double> figures =
          FIGURE
              .matcher(output)
              .results()
              .collect(
                  Collectors.toMap(
                      (MatchResult found) -> found.group(1),
                      found -> Double.valueOf(found.group(2))));
      if (status != 0
          || !figures.containsKey("requests")
          || figures.getOrDefault("errors", 0.0) > 0) {
        throw new IOException("wrk failed, or was answered with errors:\n" + output);
      }
      double requests = figures.getOrDefault("requests", 0.0);
      double micros = figures.getOrDefault("micros", 1.0);
      return new Load((long) requests, requests / (micros / 1e6));
    } finally {
      Files.deleteIfExists(said);
    }
  }
}
