package io.halfdoor.api.meaning;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The native library of ONNX Runtime, loaded once a process. By itself it would unpack to the
 * system's folder for temporary files, and leave that there when the process is killed; so it
 * leaves an empty folder at most.
 */
final class OnnxLibrary {

  private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

  /** In bytes, of which those that are used alone take memory. */
  private static final long DEEP_STACK = 256L << 20;

  private static @Nullable OrtEnvironment loaded;

  private OnnxLibrary() {}

  /**
   * Unpacks the library to a folder and loads it from there, unless it is loaded already.
   *
   * @throws UnsatisfiedLinkError when it does not run here
   */
  static synchronized OrtEnvironment load(Path folder) throws IOException, OrtException {
    OrtEnvironment present = loaded;
    if (present == null) {
      for (String name : NAMES) {
        unpack(System.mapLibraryName(name), folder);
      }
      System.setProperty("onnxruntime.native.path", folder.toAbsolutePath().toString());
      present = begun();
      present.setTelemetry(false);
      loaded = present;
    }
    return present;
  }

  /**
   * On a thread with a deep stack: the library reads this process's command line with a regular
   * expression that calls itself for every character, which ends the process where there are
   * 20,000, as of a long class path.
   */
  private static OrtEnvironment begun() throws OrtException {
    FutureTask<OrtEnvironment> beginning =
        new FutureTask<>(
            () ->
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "halfdoor"));
    new Thread(null, beginning, "meaning-library", DEEP_STACK).start();
    try {
      return beginning.get();
    } catch (ExecutionException e) {
      throw new OrtException(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OrtException("interrupted while the library began");
    }
  }

  private static void unpack(String file, Path folder) throws IOException {
    String system = system();
    try (InputStream packed =
        OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/" + system + "/" + file)) {
      if (packed == null) {
        throw new UnsatisfiedLinkError("there is no ONNX Runtime for " + system);
      }
      Files.copy(packed, folder.resolve(file));
    }
  }

  /** As the library's folders are called, such as {@code linux-x64}. */
  private static String system() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "");
    return (system.startsWith("mac") ? "osx" : system.startsWith("win") ? "win" : "linux")
        + "-"
        + (processor.equals("amd64") || processor.equals("x86_64") ? "x64" : processor);
  }
}
