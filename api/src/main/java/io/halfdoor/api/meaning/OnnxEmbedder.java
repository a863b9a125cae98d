package io.halfdoor.api.meaning;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.halfdoor.search.Embedder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The model bge-small-en-v1.5, quantised, in this process. Each vector is computed on the thread
 * that asks for it, and on no other; any number may be computed at once.
 */
public final class OnnxEmbedder implements Embedder, AutoCloseable {

  /** Its name and that of the way it is used, raised with whatever makes other vectors. */
  static final String MODEL = "bge-small-en-v1.5-q/1";

  static final int DIMENSIONS = 384;

  /** What is beyond has no part in the vector: characters that are looked at, and their pieces. */
  private static final int MOST_CHARACTERS = 8_192;

  private static final int MOST_PIECES = 512;

  /**
   * What the model was trained to read before a question, and before nothing else. Without it a
   * question finds less among passages (.922 and not .936 of stackfaq-pairs), and with it a saying
   * less among sayings.
   */
  private static final String QUESTION =
      "Represent this sentence for searching relevant passages: ";

  /** Cosines as they come: those of unlike texts lie around a half. */
  static final double UNLIKE = 0.5;

  static final double ALIKE = 0.85;

  private static final long REMEMBERED_BYTES = 8L << 20;

  private static final String FILE = "/bge-small-en-v1.5-q.onnx";
  private static final String PIECES = "/bge-small-en-v1.5-q-tokenizer.json";

  private final OrtEnvironment runtime;
  private final OrtSession session;
  private final WordPieces wordPieces;
  private final Cache<String, byte[]> queries =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED_BYTES)
          .<String, byte[]>weigher((text, vector) -> 100 + 2 * text.length() + vector.length)
          .build();

  /** Held for reading while a vector is computed: native memory is not freed under it. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean isClosed;

  private OnnxEmbedder(OrtEnvironment runtime, OrtSession session, WordPieces wordPieces) {
    this.runtime = runtime;
    this.session = session;
    this.wordPieces = wordPieces;
  }

  /**
   * Loads the model: takes a second or so.
   *
   * @param folder for what is unpacked, of this process alone; what earlier ones left there is
   *     removed
   * @throws UncheckedIOException when the folder cannot be used
   * @throws IllegalStateException when the model does not run on this machine
   */
  public static OnnxEmbedder open(Path folder) {
    try {
      Files.createDirectories(folder);
      empty(folder);
      OrtEnvironment runtime = OnnxLibrary.load(folder);
      return new OnnxEmbedder(runtime, session(runtime, folder), wordPieces());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OrtException | LinkageError e) {
      throw new IllegalStateException("The model does not run here: " + e.getMessage(), e);
    }
  }

  private static void empty(Path folder) throws IOException {
    try (var leftovers = Files.newDirectoryStream(folder)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
  }

  private static OrtSession session(OrtEnvironment runtime, Path folder)
      throws IOException, OrtException {
    Path file = folder.resolve("model.onnx");
    try (InputStream packed = resource(FILE);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      Files.copy(packed, file);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return runtime.createSession(file.toString(), options);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static WordPieces wordPieces() throws IOException {
    try (InputStream packed = resource(PIECES)) {
      return WordPieces.read(packed);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream packed = OnnxEmbedder.class.getResourceAsStream(name);
    if (packed == null) {
      throw new IOException("The model is not on the class path: " + name);
    }
    return packed;
  }

  @Override
  public String model() {
    return MODEL;
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public byte[] ofQuery(String text) {
    return remembered(QUESTION + cut(text));
  }

  @Override
  public byte[] ofText(String text) {
    return remembered(cut(text));
  }

  private byte[] remembered(String text) {
    return queries.get(text.toLowerCase(Locale.ROOT).strip(), this::computed);
  }

  @Override
  public double unlike() {
    return UNLIKE;
  }

  @Override
  public double alike() {
    return ALIKE;
  }

  /** The vectors of all of these, computed now. */
  @Override
  public List<byte @Nullable []> ofPassages(List<String> texts) {
    List<byte @Nullable []> vectors = new ArrayList<>(texts.size());
    texts.forEach(text -> vectors.add(computed(text)));
    return vectors;
  }

  private byte[] computed(String text) {
    long[] pieces = wordPieces.of(cut(text), MOST_PIECES);
    long[] attention = new long[pieces.length];
    Arrays.fill(attention, 1);
    lock.readLock().lock();
    try {
      if (isClosed) {
        throw new IllegalStateException("the model is closed");
      }
      try (OnnxTensor ids = row(pieces);
          OnnxTensor mask = row(attention);
          OnnxTensor types = row(new long[pieces.length]);
          OrtSession.Result result =
              session.run(
                  Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
        FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] first = new float[DIMENSIONS]; // the state of the beginning stands for the text
        states.get(first);
        return Embedder.quantised(first);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("The model fails: " + e.getMessage(), e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private OnnxTensor row(long[] numbers) throws OrtException {
    return OnnxTensor.createTensor(
        runtime, LongBuffer.wrap(numbers), new long[] {1, numbers.length});
  }

  static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!isClosed) {
        isClosed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("The model cannot be closed", e);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
