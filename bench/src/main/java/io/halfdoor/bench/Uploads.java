package io.halfdoor.bench;

import io.halfdoor.bench.Figures.Goal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a large upload does to the heap of the server.
 *
 * <p>While the file is being sent, {@code jcmd GC.run} makes the server collect its garbage over
 * and over, and its GC log says what was in use after each time. The growth is the most of these
 * less the last one before the upload: what the upload holds on to, whatever garbage it makes.
 */
final class Uploads {

  private static final long SIZE = 200_000_000;
  private static final String BOUNDARY = "end-of-part";

  /** As in {@code GC(7) Pause Full (Diagnostic Command) 61M->38M(124M) 60.123ms}. */
  private static final Pattern FULL =
      Pattern.compile("Pause Full .* (\\d+)M->(\\d+)M\\((\\d+)M\\)");

  private final Settings settings;
  private final Server server;
  private final Figures figures;

  Uploads(Settings settings, Server server, Figures figures) {
    this.settings = settings;
    this.server = server;
    this.figures = figures;
  }

  void measure() throws IOException, InterruptedException, SQLException {
    double[] growth = new double[settings.runs()];
    double[] seconds = new double[settings.runs()];
    double[] looks = new double[settings.runs()];
    try {
      upload(0); // classes are loaded
      for (int run = 0; run < settings.runs(); run++) {
        collect();
        List<Integer> before = inUse();
        AtomicBoolean done = new AtomicBoolean();
        Thread collecting = Thread.ofPlatform().start(() -> collectUntil(done));
        long begun = System.nanoTime();
        upload(run + 1);
        seconds[run] = (System.nanoTime() - begun) / 1e9;
        done.set(true);
        collecting.join();
        List<Integer> during = inUse();
        during = during.subList(before.size(), during.size());
        looks[run] = during.size();
        growth[run] = during.stream().mapToInt(each -> each).max().orElseThrow() - before.getLast();
      }
    } finally {
      try (Loader loader = new Loader(server.home())) {
        loader.removeAdded();
      }
      server.rebuild();
    }
    figures.add("heap in use while 200 MB are uploaded: growth", growth, "MB", Goal.atMost(32));
    figures.add("how often it was looked at", looks, "times");
    figures.add("the upload, with all that collecting", seconds, "s");
  }

  private void upload(int number) throws IOException, InterruptedException {
    String head =
        """
        --%1$s\r
        Content-Disposition: form-data; name="metadata"\r
        Content-Type: application/json\r
        \r
        {"title":"%2$s upload %3$d","kind":"other"}\r
        --%1$s\r
        Content-Disposition: form-data; name="file"; filename="large.bin"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(BOUNDARY, Loader.ADDED, number);
    String tail = "\r\n--" + BOUNDARY + "--\r\n";
    long seed = System.nanoTime();
    Api api = server.admin();
    api.expect(
        201,
        api.post(
            "/api/v1/collateral",
            "multipart/form-data; boundary=" + BOUNDARY,
            BodyPublishers.ofInputStream(
                () ->
                    new SequenceInputStream(
                        new SequenceInputStream(text(head), new Noise(seed)), text(tail)))));
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private void collectUntil(AtomicBoolean done) {
    try {
      while (!done.get()) {
        collect();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void collect() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String pid = Long.toString(server.processes().server());
    int status =
        new ProcessBuilder(jcmd.toString(), pid, "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException(jcmd + " failed");
    }
  }

  /** What was in use after each full collection, in megabytes, the latest last. */
  private List<Integer> inUse() throws IOException {
    return Files.readAllLines(server.gcLog()).stream()
        .map(FULL::matcher)
        .filter(Matcher::find)
        .map(found -> Integer.valueOf(found.group(2)))
        .toList();
  }

  /** Bytes that no two files share and nobody can compress. */
  private static final class Noise extends InputStream {

    private final Random random;
    private long left = SIZE;

    Noise(long seed) {
      random = new Random(seed);
    }

    @Override
    public int read() {
      return left-- > 0 ? random.nextInt(256) : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      byte[] bytes = new byte[(int) Math.min(left, length)];
      random.nextBytes(bytes);
      System.arraycopy(bytes, 0, into, offset, bytes.length);
      left -= bytes.length;
      return bytes.length;
    }
  }
}
