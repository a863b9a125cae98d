package io.halfdoor.api.meaning;

import io.halfdoor.api.data.Transactions;
import io.halfdoor.search.Embedder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the vectors that are asked for, a few at a time: takes them, computes outside of any
 * transaction, and stores what came of it.
 */
final class Computing {

  private static final Logger LOG = LoggerFactory.getLogger(Computing.class);

  private static final int BATCH = 16;

  /** How long others leave to a node what it has taken: many times what it needs for it. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 10; // up to a day or so

  private final VectorStore vectors;
  private final Transactions transactions;
  private final Model model;
  private final Spare spare;
  private final InstantSource clock;

  /** How often it was asked for since this node began, while it is at it; zero while it is not. */
  private final AtomicInteger asked = new AtomicInteger();

  private volatile boolean isClosed;

  Computing(
      VectorStore vectors,
      Transactions transactions,
      Model model,
      Spare spare,
      InstantSource clock) {
    this.vectors = vectors;
    this.transactions = transactions;
    this.model = model;
    this.spare = spare;
    this.clock = clock;
  }

  /**
   * Computes until nothing is due. Where this node is at it already, it will look once more after
   * what it does now, and this returns at once.
   *
   * @throws RuntimeException when the model or the database fails, for all texts alike
   */
  void computeAll() throws InterruptedException {
    if (asked.getAndIncrement() > 0) {
      return;
    }
    try {
      int heard;
      do {
        heard = asked.get();
        while (!isClosed && computeSome()) {
          // until nothing is due
        }
      } while (!asked.compareAndSet(heard, 0));
    } catch (InterruptedException | RuntimeException e) {
      asked.set(0);
      throw e;
    }
  }

  /** Ends it after the text that it is at. */
  void close() {
    isClosed = true;
  }

  private boolean computeSome() throws InterruptedException {
    Embedder embedder = model.load();
    Instant now = clock.instant();
    List<WaitingPassage> taken =
        transactions.inTransaction(
            transaction ->
                transaction
                    .attach(VectorStore.class)
                    .take(OnnxEmbedder.MODEL, now, now.plus(LEASE), BATCH));
    if (taken.isEmpty()) {
      return false;
    }
    Map<String, byte[]> computed = new LinkedHashMap<>();
    List<WaitingPassage> failed = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (WaitingPassage passage : taken) {
      if (isClosed) {
        left.add(passage.sha256());
        continue;
      }
      try {
        computed.put(passage.sha256(), spare.compute(() -> of(embedder, passage.text())));
      } catch (RejectedExecutionException closing) {
        left.add(passage.sha256());
      } catch (RuntimeException e) {
        LOG.warn("The vector of a passage cannot be computed: {}", passage.sha256(), e);
        failed.add(passage);
      }
    }
    store(computed, failed, left);
    return true;
  }

  private static byte[] of(Embedder embedder, String text) {
    return Objects.requireNonNull(embedder.ofPassages(List.of(text)).getFirst());
  }

  private void store(Map<String, byte[]> computed, List<WaitingPassage> failed, List<String> left) {
    Instant now = clock.instant();
    transactions.useTransaction(
        transaction -> {
          VectorStore store = transaction.attach(VectorStore.class);
          List<String> sha256s = List.copyOf(computed.keySet());
          store.insert(OnnxEmbedder.MODEL, sha256s, List.copyOf(computed.values()));
          store.remove(OnnxEmbedder.MODEL, sha256s);
          store.giveBack(OnnxEmbedder.MODEL, left, now);
          for (WaitingPassage passage : failed) {
            long factor = 1L << Math.min(passage.failures(), MOST_DOUBLINGS);
            store.putOff(
                OnnxEmbedder.MODEL, passage.sha256(), now.plus(FIRST_RETRY.multipliedBy(factor)));
          }
        });
  }

  /** The hash of a text that waits for nobody; empty where none is due. */
  Optional<String> firstDue() {
    return vectors.firstDue(OnnxEmbedder.MODEL, clock.instant());
  }
}
