package io.halfdoor.bench;

import io.halfdoor.api.meaning.OnnxEmbedder;
import io.halfdoor.search.Embedder;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Rebuild;
import io.halfdoor.search.SearchIndex;
import io.halfdoor.search.SearchOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Made-up vectors for the passages of a {@link Corpus}, the same for the same seed: at random
 * around the vector that the server's model has for the words of the item's topic, so that what is
 * asked with such words is near to them.
 *
 * <p>Which texts have a vector, the index says itself: it is built once, in a folder that is thrown
 * away, and what it asks for is noted.
 */
final class Vectors {

  /** Of what is added to a vector of length 1: two of a topic have a cosine of about 0.8. */
  private static final double SPREAD = 0.5;

  private static final int BATCH = 100;
  private static final int CHUNK = 1 << 24;

  private final Corpus corpus;
  private final Path scratch;

  /**
   * @param scratch a folder that is not there
   */
  Vectors(Corpus corpus, Path scratch) {
    this.corpus = corpus;
    this.scratch = scratch;
  }

  /** What takes rows of model, hash and vector in the text form of COPY. */
  interface Rows {
    void take(CharSequence rows) throws SQLException, IOException;
  }

  /** Those of the first items. */
  void of(int items, Rows rows) throws SQLException, IOException {
    Noting noting;
    try (OnnxEmbedder model = OnnxEmbedder.open(scratch.resolve("model"))) {
      noting = new Noting(corpus, model);
    }
    SearchOptions options = SearchOptions.of(InstantSource.system()).embedder(noting);
    try (SearchIndex index = SearchIndex.open(scratch.resolve("index"), options)) {
      try (Rebuild rebuild = index.rebuild()) {
        for (int from = 0; from < items; from += BATCH) {
          List<Entry> batch = new ArrayList<>();
          for (int number = from; number < Math.min(items, from + BATCH); number++) {
            Corpus.Item item = corpus.item(number);
            noting.topics.put(item.title(), corpus.topic(number));
            batch.add(Entries.of(item));
          }
          rebuild.add(batch);
          noting.hand(CHUNK, rows);
        }
        rebuild.finish("1");
      }
      noting.hand(0, rows);
    } finally {
      remove(scratch);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** Has no vector, and makes a row of each text that it is asked about. */
  private static final class Noting implements Embedder {

    private final Corpus corpus;
    private final String model;
    private final int dimensions;
    private final List<byte[]> middles = new ArrayList<>();
    private final Map<String, Integer> topics = new ConcurrentHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final StringBuilder rows = new StringBuilder();

    Noting(Corpus corpus, OnnxEmbedder embedder) {
      this.corpus = corpus;
      model = embedder.model();
      dimensions = embedder.dimensions();
      for (int topic = 0; topic < Corpus.topics(); topic++) {
        middles.add(embedder.ofText(corpus.wordsOf(topic)));
      }
    }

    @Override
    public String model() {
      return model;
    }

    @Override
    public int dimensions() {
      return dimensions;
    }

    @Override
    public byte[] ofQuery(String text) {
      throw new UnsupportedOperationException("Nothing is asked here");
    }

    @Override
    public byte[] ofText(String text) {
      return ofQuery(text);
    }

    @Override
    public double unlike() {
      return 0;
    }

    @Override
    public double alike() {
      return 1;
    }

    @Override
    public synchronized List<byte @Nullable []> ofPassages(List<String> texts) {
      List<byte @Nullable []> none = new ArrayList<>();
      for (String text : texts) {
        none.add(null);
        String sha256 = Loader.sha256(text.getBytes(StandardCharsets.UTF_8));
        if (known.add(sha256)) {
          rows.append(model).append('\t').append(sha256).append("\t\\\\x");
          HexFormat.of().formatHex(rows, vector(text)).append('\n');
        }
      }
      return none;
    }

    /** The first line of a passage's text is the title of its item. */
    private byte[] vector(String text) {
      Integer topic = topics.get(text.lines().findFirst().orElseThrow());
      if (topic == null) {
        throw new IllegalStateException("No item has this text: " + text);
      }
      byte[] middle = middles.get(topic);
      Random random = corpus.random(text.hashCode());
      float[] vector = new float[dimensions];
      double spread = SPREAD / Math.sqrt(dimensions);
      for (int i = 0; i < dimensions; i++) {
        vector[i] = (float) (middle[i] / (double) SCALE + spread * random.nextGaussian());
      }
      return Embedder.quantised(vector);
    }

    /** Hands over the rows that were made since, once they are of so many characters. */
    void hand(int enough, Rows to) throws SQLException, IOException {
      String made;
      synchronized (this) {
        if (rows.length() < Math.max(1, enough)) {
          return;
        }
        made = rows.toString();
        rows.setLength(0);
      }
      to.take(made);
    }
  }
}
