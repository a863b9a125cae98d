package io.halfdoor.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.bench.Figures.Goal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;

/**
 * How soon a write is acknowledged, and how soon after that it is found, while writes arrive at a
 * steady pace.
 *
 * <p>Each write is a text of about 100 words with a word of its own. Once it is acknowledged, the
 * same client searches for that word with {@code after=} the position of the write; the answer must
 * have the item. Three times are taken: from when the write was due to its acknowledgement, from
 * then to the answer of the search, and the two together. It was committed before it was
 * acknowledged, and not before it was due: so the time from committed to found is more than the
 * second and less than the third by what the way of an answer takes, the search itself included.
 */
final class Arrivals {

  private static final String TEXT =
      "What was said about the price and what it is worth to them. ".repeat(8);

  private final Settings settings;
  private final Api writer;
  private final int perSecond;
  private final Figures figures;

  Arrivals(Settings settings, Api writer, int perSecond, Figures figures) {
    this.settings = settings;
    this.writer = writer;
    this.perSecond = perSecond;
    this.figures = figures;
  }

  void measure() {
    Run warm = new Run();
    OpenLoop.run(perSecond, settings.time().dividedBy(2), warm::write);
    int runs = settings.runs();
    double[] acknowledged = new double[runs];
    double[] median = new double[runs];
    double[] found = new double[runs];
    double[] both = new double[runs];
    double[] failures = new double[runs];
    for (int i = 0; i < runs; i++) {
      Run run = new Run();
      OpenLoop.Times times = OpenLoop.run(perSecond, settings.time(), run::write);
      acknowledged[i] = run.acknowledged.millis(99);
      median[i] = run.found.millis(50);
      found[i] = run.found.millis(99);
      both[i] = times.millis(99);
      failures[i] = times.failures();
    }
    String pace = " at " + perSecond + " writes a second: p99";
    figures.add("a small write acknowledged" + pace, acknowledged, "ms", Goal.atMost(30));
    figures.add("from acknowledged to found" + pace.replace("p99", "p50"), median, "ms");
    figures.add("from acknowledged to found" + pace, found, "ms", Goal.atMost(250));
    figures.add("from due to found" + pace, both, "ms", Goal.atMost(250));
    figures.addIfAny("writes or searches that failed", failures, "requests");
  }

  private final class Run {

    private final String name = Long.toString(System.nanoTime(), 36);
    private final OpenLoop.Times acknowledged = new OpenLoop.Times();
    private final OpenLoop.Times found = new OpenLoop.Times();

    void write(int number, long due) throws IOException, InterruptedException {
      String word = "w" + name + "x" + number;
      Map<String, Object> body =
          Map.of(
              "title",
              Loader.ADDED + " " + word,
              "kind",
              "battleCard",
              "publish",
              true,
              "text",
              TEXT + word);
      HttpResponse<byte[]> answer = writer.post("/api/v1/collateral", body);
      long at = System.nanoTime();
      acknowledged.add(at - due);
      String id = writer.expect(201, answer).get("id").asText();
      String position = answer.headers().firstValue("Halfdoor-Position").orElseThrow();
      JsonNode hits =
          writer
              .expect(200, writer.get("/api/v1/search?limit=1&q=" + word + "&after=" + position))
              .get("hits");
      found.add(System.nanoTime() - at);
      if (hits.isEmpty() || !hits.get(0).get("id").asText().equals(id)) {
        throw new IOException(id + " is not found by " + word + " after " + position);
      }
    }
  }
}
