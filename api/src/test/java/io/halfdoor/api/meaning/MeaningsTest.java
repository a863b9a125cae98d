package io.halfdoor.api.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.halfdoor.api.TestClock;
import io.halfdoor.api.data.TestDatabase;
import io.halfdoor.api.work.Work;
import io.halfdoor.search.Embedder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MeaningsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = new TestClock();
  private final List<Node> nodes = new ArrayList<>();

  @BeforeEach
  void forgetAll() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("DELETE FROM passage_vector");
              handle.execute("DELETE FROM passage_waiting");
              handle.execute("DELETE FROM scheduled_tasks");
            });
  }

  @AfterEach
  void stopAll() {
    nodes.forEach(node -> node.room.release(1_000));
    nodes.forEach(Node::stop);
  }

  @Test
  void whatIsAskedForIsComputedOnceForAllNodes() {
    Node node = node();
    List<String> texts = IntStream.range(0, 1_203).mapToObj(i -> "Text " + i / 2).toList();
    assertThat(node.meanings.ofPassages(texts)).hasSize(1_203).containsOnlyNulls();
    assertThat(node.meanings.ofPassages(texts)).hasSize(1_203).containsOnlyNulls();
    assertThat(node.meanings.progress()).isPresent();
    node.begin();
    await().until(() -> node.meanings.status().waiting() == 0);
    assertThat(node.computed).hasSize(602).doesNotHaveDuplicates();
    assertThat(node.meanings.progress()).isEmpty();

    Node other = node();
    other.begin();
    List<byte @Nullable []> vectors = other.meanings.ofPassages(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(vectors.get(i)).isEqualTo(TestModel.vector(texts.get(i)));
    }
    assertThat(other.computed).isEmpty();
    assertThat(waitingTexts()).isEmpty();
  }

  @Test
  void whatIsAskedForWhileItComputesIsComputedToo() {
    Node node = node();
    node.begin();
    for (int i = 0; i < 50; i++) {
      node.meanings.ofPassages(List.of("one " + i, "another " + i));
    }
    await().until(() -> node.meanings.status().waiting() == 0);
    assertThat(node.computed).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void aTextThatFailsHoldsUpNobodyAndIsTriedAgainLater() {
    Node node = node();
    node.failing.add("bad");
    node.meanings.ofPassages(List.of("bad", "good"));
    node.begin();
    await().until(() -> node.has("good"));
    await().until(() -> node.meanings.status().failing() == 1);
    assertThat(node.meanings.status())
        .isEqualTo(new MeaningStatus(MeaningStatus.State.READY, null, 1, 1));
    assertThat(node.meanings.progress()).isEmpty();
    node.failing.clear();
    clock.advance(Duration.ofMinutes(3));
    await().until(() -> node.has("bad"));
    assertThat(node.computed).containsExactlyInAnyOrder("good", "bad");
  }

  @Test
  void whatADeadNodeHadTakenIsComputedByAnother() {
    Node dead = node();
    List<String> texts = IntStream.range(0, 20).mapToObj(i -> "Left " + i).toList();
    dead.meanings.ofPassages(texts);
    List<WaitingPassage> taken =
        database
            .transactions()
            .inTransaction(
                transaction ->
                    transaction
                        .attach(VectorStore.class)
                        .take(
                            OnnxEmbedder.MODEL,
                            clock.instant(),
                            clock.instant().plus(Duration.ofMinutes(1)),
                            5));
    assertThat(taken).hasSize(5);

    Node node = node();
    node.begin();
    await().until(() -> node.meanings.status().waiting() == 5);
    assertThat(node.computed).hasSize(15);
    clock.advance(Duration.ofMinutes(2));
    await().until(() -> node.meanings.status().waiting() == 0);
    assertThat(node.computed).containsExactlyInAnyOrderElementsOf(texts);
  }

  @Test
  void aNodeThatStopsStoresWhatItHasAndGivesBackTheRest() throws Exception {
    Node node = node();
    List<String> texts = IntStream.range(0, 10).mapToObj(i -> "Stopped " + i).toList();
    node.meanings.ofPassages(texts);
    node.room.drainPermits();
    node.room.release(3);
    node.begin();
    await().until(() -> node.computed.size() == 3 && node.room.hasQueuedThreads());
    Thread stopping = Thread.ofVirtual().start(node::stop);
    await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
    node.room.release();
    stopping.join();
    assertThat(node.computed).hasSize(4);

    Node next = node();
    next.begin();
    await().until(() -> next.meanings.status().waiting() == 0);
    assertThat(next.computed).hasSize(6).doesNotContainAnyElementsOf(node.computed);
  }

  @Test
  void whileTheModelDoesNotLoadNothingIsLost() {
    Node node =
        node(
            () -> {
              throw new IllegalStateException("The model does not run here: no such processor");
            });
    assertThat(node.meanings.status().state()).isEqualTo(MeaningStatus.State.LOADING);
    assertThatThrownBy(() -> node.meanings.ofQuery("price"))
        .isInstanceOf(IllegalStateException.class);
    node.begin();
    assertThat(node.meanings.ofPassages(List.of("price"))).containsOnlyNulls();
    await().until(() -> node.meanings.status().state() == MeaningStatus.State.FAILED);
    assertThat(node.meanings.failure()).contains("no such processor");
    assertThatThrownBy(() -> node.meanings.ofQuery("price"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(node.meanings.status().waiting()).isEqualTo(1);
    assertThat(node.meanings.status().failing()).isZero();
    node.stop();

    Node able = node();
    able.begin();
    clock.advance(Duration.ofMinutes(2));
    await().until(() -> able.has("price"));
    assertThat(able.meanings.ofQuery("price")).isEqualTo(TestModel.vector("price"));
  }

  @Test
  void textsThatAreNoneToADatabaseAreComputed() {
    List<String> texts =
        List.of("", "a\0b", "\uD83D lone", "😀", "x".repeat(100_000), "x".repeat(100_001));
    Node node = node();
    node.begin();
    node.meanings.ofPassages(texts);
    await().until(() -> texts.stream().allMatch(node::has));
    assertThat(node.computed).hasSize(5).allMatch(text -> text.length() <= 8_192);
  }

  @Test
  void whileTheDatabaseIsAwayThereAreNoVectorsAndNoFailure() {
    Node node = node();
    node.begin();
    node.meanings.ofPassages(List.of("kept"));
    await().until(() -> node.has("kept"));
    String name =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle.createQuery("SELECT current_database()").mapTo(String.class).one());
    try {
      database
          .elsewhere()
          .useHandle(
              keeper -> {
                keeper.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
                keeper.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                        + name
                        + "'");
              });
      assertThat(node.meanings.ofPassages(List.of("kept", "new"))).hasSize(2).containsOnlyNulls();
    } finally {
      database
          .elsewhere()
          .useHandle(
              keeper -> keeper.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true"));
    }
    await().until(() -> node.has("kept"));
    await().until(() -> node.has("new"));
  }

  private Node node() {
    return node(null);
  }

  private Node node(@Nullable Supplier<Embedder> opening) {
    Node node = new Node(opening);
    nodes.add(node);
    return node;
  }

  private static List<String> waitingTexts() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery("SELECT text FROM passage_waiting").mapTo(String.class).list());
  }

  /** A server of its own, as far as vectors go. */
  private final class Node {

    final Queue<String> computed = new ConcurrentLinkedQueue<>();
    final Set<String> failing = ConcurrentHashMap.newKeySet();

    /** One is taken for each text that is computed. */
    final Semaphore room = new Semaphore(1_000_000);

    final Work work = new Work(database.database().dataSource(), clock);
    final Meanings meanings;

    Node(@Nullable Supplier<Embedder> opening) {
      Supplier<Embedder> own = () -> new TestModel(this);
      meanings =
          new Meanings(database.database(), work, Objects.requireNonNullElse(opening, own), clock);
    }

    void begin() {
      work.start();
      meanings.begin();
    }

    boolean has(String text) {
      return meanings.ofPassages(Collections.singletonList(text)).getFirst() != null;
    }

    void stop() {
      meanings.close();
      work.close();
    }
  }

  /** Counts what it computes, and fails where it is told to. */
  private static final class TestModel implements Embedder {

    private final Node node;

    TestModel(Node node) {
      this.node = node;
    }

    static byte[] vector(String text) {
      byte[] vector = new byte[384];
      vector[Math.floorMod(text.hashCode(), 384)] = 127;
      return vector;
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
      return vector(text);
    }

    @Override
    public byte[] ofText(String text) {
      return vector(text);
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
    public List<byte @Nullable []> ofPassages(List<String> texts) {
      List<byte @Nullable []> vectors = new ArrayList<>();
      for (String text : texts) {
        if (node.failing.contains(text)) {
          throw new IllegalStateException("fails as told");
        }
        node.room.acquireUninterruptibly();
        node.computed.add(text);
        vectors.add(vector(text));
      }
      return vectors;
    }
  }
}
