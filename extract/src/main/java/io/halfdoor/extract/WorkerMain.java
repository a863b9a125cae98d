package io.halfdoor.extract;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * The worker process. One thread listens and one reads, so that the end of the input, which is the
 * end of the server, is noticed in the middle of a file too: the process then halts at once.
 */
final class WorkerMain {

  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final int STACK_BYTES = 4 << 20;

  private WorkerMain() {}

  /** Arguments: the limits in the order of their record, then the folder for temporary files. */
  public static void main(String[] arguments) throws IOException {
    InputStream input = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    OutputStream output = new FileOutputStream(FileDescriptor.out);
    // What libraries print must not get between the frames.
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    LogManager.getLogManager().reset();
    URL.setURLStreamHandlerFactory(WorkerMain::refusing);

    Limits limits = limits(arguments);
    Path folder = Path.of(arguments[7]);
    BlockingQueue<Frames.Request> requests = new LinkedBlockingQueue<>();
    Thread.Builder reader = Thread.ofPlatform().name("reading").stackSize(STACK_BYTES).daemon();
    Thread reading = reader.unstarted(() -> serve(requests, limits, folder, output));
    reading.start();
    try {
      while (Frames.read(input) instanceof Frames.Request request) {
        requests.add(request);
      }
    } catch (IOException gone) {
      // Nobody is left to tell.
    }
    Runtime.getRuntime().halt(0);
  }

  static String[] arguments(Limits limits, Path folder) {
    return new String[] {
      Long.toString(limits.time().toMillis()),
      Long.toString(limits.fileBytes()),
      Integer.toString(limits.characters()),
      Integer.toString(limits.depth()),
      Integer.toString(limits.archiveEntries()),
      Long.toString(limits.archiveBytes()),
      Integer.toString(limits.archiveRatio()),
      folder.toString()
    };
  }

  private static Limits limits(String[] arguments) {
    return new Limits(
        Duration.ofMillis(Long.parseLong(arguments[0])),
        Long.parseLong(arguments[1]),
        Integer.parseInt(arguments[2]),
        Integer.parseInt(arguments[3]),
        Integer.parseInt(arguments[4]),
        Long.parseLong(arguments[5]),
        Integer.parseInt(arguments[6]));
  }

  private static void serve(
      BlockingQueue<Frames.Request> requests, Limits limits, Path folder, OutputStream output) {
    try {
      Reading reading = new Reading(limits, folder);
      Frames.write(output, new Frames.Ready());
      while (true) {
        Frames.Request request = requests.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (request == null) {
          break;
        }
        Reading.Outcome outcome =
            reading.read(
                Path.of(request.file()), request.mediaType(), passage -> tell(output, passage));
        sweep(folder);
        Frames.write(output, new Frames.Done(outcome));
      }
    } catch (Throwable broken) {
      System.err.println(broken);
    }
    Runtime.getRuntime().halt(1);
  }

  private static void tell(OutputStream output, Passage passage) {
    try {
      Frames.write(output, new Frames.Found(passage));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Parsers that fail forget their temporary files. */
  private static void sweep(Path folder) throws IOException {
    try (var leftovers = Files.list(folder)) {
      for (Path each : leftovers.toList()) {
        if (Files.isRegularFile(each)) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  /** Opens nothing that is not on this machine, even where the process has a network. */
  private static @Nullable URLStreamHandler refusing(String protocol) {
    if (Set.of("file", "jar", "jrt", "jmod").contains(protocol)) {
      return null;
    }
    return new URLStreamHandler() {
      @Override
      protected URLConnection openConnection(URL url) throws IOException {
        throw new IOException("no connections from here");
      }
    };
  }
}
