package io.halfdoor.api.meaning;

import io.halfdoor.api.data.Database;
import io.halfdoor.api.data.DatabaseAway;
import io.halfdoor.api.data.Transactions;
import io.halfdoor.api.web.Digests;
import io.halfdoor.api.work.Job;
import io.halfdoor.api.work.Work;
import io.halfdoor.search.Embedder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code Halfdoor} calls: the embedder of this node's index. Vectors of queries it computes
 * now, as soon as the model is there; those of passages it takes from the database, and has them
 * computed where they are not there yet.
 */
public final class Meanings implements Embedder, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Meanings.class);

  /** How many texts are looked for, or asked for, in one transaction. */
  private static final int CHUNK = 500;

  /** How often it is looked for what a node that died had taken, or what failed before. */
  private static final Duration LEFT = Duration.ofMinutes(1);

  private final VectorStore vectors;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Model model;
  private final Spare spare = new Spare();
  private final Computing computing;
  private final Job job;

  /**
   * The model is loaded by {@link #begin}; until then nothing is.
   *
   * @param folder for what the model unpacks, of this process alone; emptied before that
   */
  public Meanings(Database database, Work work, Path folder, InstantSource clock) {
    this(database, work, () -> OnnxEmbedder.open(folder), clock);
  }

  Meanings(
      Database database, Work work, Supplier<? extends Embedder> opening, InstantSource clock) {
    this.vectors = database.jdbi().onDemand(VectorStore.class);
    this.transactions = database.transactions();
    this.clock = clock;
    this.model = new Model(opening);
    this.computing = new Computing(vectors, transactions, model, spare, clock);
    this.job = work.job("compute vectors", first -> computing.computeAll());
    work.every(LEFT, "look for vectors to compute", name -> askForWhatIsLeft());
  }

  /** Loads the model in the background; then goes on with what was left when a node stopped. */
  public void begin() {
    Thread.ofPlatform()
        .name("meaning-begin")
        .daemon()
        .start(
            () -> {
              try {
                model.load();
                askForWhatIsLeft();
              } catch (RuntimeException e) {
                LOG.warn("Vectors are computed later: {}", e.toString());
              }
            });
  }

  private void askForWhatIsLeft() {
    computing
        .firstDue()
        .ifPresent(
            first -> transactions.useTransaction(transaction -> job.ask(transaction, first)));
  }

  @Override
  public String model() {
    return OnnxEmbedder.MODEL;
  }

  @Override
  public int dimensions() {
    return OnnxEmbedder.DIMENSIONS;
  }

  @Override
  public byte[] ofQuery(String text) {
    return model.present().ofQuery(text);
  }

  @Override
  public byte[] ofText(String text) {
    return model.present().ofText(text);
  }

  @Override
  public double unlike() {
    return OnnxEmbedder.UNLIKE;
  }

  @Override
  public double alike() {
    return OnnxEmbedder.ALIKE;
  }

  /** While the database is away, none of them is there. */
  @Override
  public List<byte @Nullable []> ofPassages(List<String> texts) {
    List<byte @Nullable []> found = new ArrayList<>(texts.size());
    try {
      for (int from = 0; from < texts.size(); from += CHUNK) {
        found.addAll(some(texts.subList(from, Math.min(from + CHUNK, texts.size()))));
      }
    } catch (RuntimeException e) {
      if (DatabaseAway.in(e).isEmpty()) {
        throw e;
      }
      LOG.warn("Vectors cannot be looked for now: {}", e.toString());
      found.addAll(Collections.nCopies(texts.size() - found.size(), null));
    }
    return found;
  }

  private List<byte @Nullable []> some(List<String> texts) {
    List<String> sha256s = new ArrayList<>(texts.size());
    // In one order for everybody, lest two who ask for the same wait for each other.
    Map<String, String> missing = new TreeMap<>();
    for (String text : texts) {
      String kept = OnnxEmbedder.cut(text).replace('\0', ' ');
      String sha256 = Digests.sha256(kept);
      sha256s.add(sha256);
      missing.put(sha256, kept);
    }
    Map<String, byte[]> found = vectors.find(OnnxEmbedder.MODEL, missing.keySet());
    missing.keySet().removeAll(found.keySet());
    if (!missing.isEmpty()) {
      ask(missing);
    }
    List<byte @Nullable []> all = new ArrayList<>(texts.size());
    sha256s.forEach(sha256 -> all.add(found.get(sha256)));
    return all;
  }

  private void ask(Map<String, String> texts) {
    List<String> sha256s = List.copyOf(texts.keySet());
    transactions.useTransaction(
        transaction -> {
          int asked =
              transaction
                  .attach(VectorStore.class)
                  .ask(OnnxEmbedder.MODEL, sha256s, List.copyOf(texts.values()), clock.instant());
          if (asked > 0) {
            job.ask(transaction, sha256s.getFirst());
          }
        });
  }

  /**
   * How far the computing is: the same as long as nothing was computed, and empty when nothing
   * waits but what has failed.
   */
  public Optional<Long> progress() {
    return vectors.first(OnnxEmbedder.MODEL);
  }

  public MeaningStatus status() {
    VectorStore.Queue queue = vectors.queue(OnnxEmbedder.MODEL);
    return new MeaningStatus(model.state(), model.failure(), queue.waiting(), queue.failing());
  }

  /** Why the model of this node could not be loaded; null unless it failed. */
  public @Nullable String failure() {
    return model.failure();
  }

  /** Stops computing after the text that is under way; another node, or the next start, goes on. */
  @Override
  public void close() {
    computing.close();
    spare.close();
    model.close();
  }
}
