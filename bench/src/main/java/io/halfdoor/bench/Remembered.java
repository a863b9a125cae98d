package io.halfdoor.bench;

import io.halfdoor.api.meaning.OnnxEmbedder;
import io.halfdoor.search.Embedder;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The product's model, which computes what is asked for at once and keeps it in a file for the next
 * run.
 */
final class Remembered implements Embedder, Closeable {

  private final OnnxEmbedder model;
  private final Map<String, byte[]> known = new ConcurrentHashMap<>();
  private final DataOutputStream out;

  private Remembered(OnnxEmbedder model, Path file) throws IOException {
    this.model = model;
    if (Files.exists(file)) {
      read(file);
    }
    out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
  }

  static Remembered open(Settings settings) throws IOException {
    Path folder = Files.createDirectories(settings.folder("meaning"));
    OnnxEmbedder model = OnnxEmbedder.open(folder.resolve("model"));
    return new Remembered(model, folder.resolve("vectors"));
  }

  private void read(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      byte[] all = in.readAllBytes();
      int each = 32 + model.dimensions();
      for (int at = 0; at + each <= all.length; at += each) {
        byte[] vector = new byte[model.dimensions()];
        System.arraycopy(all, at + 32, vector, 0, vector.length);
        known.put(HexFormat.of().formatHex(all, at, at + 32), vector);
      }
    } catch (EOFException e) {
      throw new IOException(file + " is cut off: remove it", e);
    }
  }

  @Override
  public String model() {
    return model.model();
  }

  @Override
  public int dimensions() {
    return model.dimensions();
  }

  @Override
  public byte[] ofQuery(String text) {
    return kept("question\n" + text, () -> model.ofQuery(text));
  }

  @Override
  public byte[] ofText(String text) {
    return kept(text, () -> model.ofText(text));
  }

  @Override
  public List<byte @Nullable []> ofPassages(List<String> texts) {
    return texts.parallelStream().<byte @Nullable []>map(this::ofText).toList();
  }

  @Override
  public double unlike() {
    return model.unlike();
  }

  @Override
  public double alike() {
    return model.alike();
  }

  private interface Computing {
    byte[] vector();
  }

  private byte[] kept(String key, Computing computing) {
    byte[] digest = digest(model.model() + '\n' + key);
    return known.computeIfAbsent(
        HexFormat.of().formatHex(digest),
        none -> {
          byte[] vector = computing.vector();
          synchronized (out) {
            try {
              out.write(digest);
              out.write(vector);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
          return vector;
        });
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    model.close();
  }
}
