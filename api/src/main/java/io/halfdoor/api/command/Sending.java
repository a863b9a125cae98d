package io.halfdoor.api.command;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A parcel on its way: one thread writes it while another sends what was written. */
final class Sending {

  private static final int BUFFER = 256 << 10;

  private final Parcel parcel;
  private final Console console;
  private final long size;
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  Sending(Parcel parcel, Console console) throws IOException {
    this.parcel = parcel;
    this.console = console;
    this.size = parcel.size();
  }

  /** Begins, from the first byte also when it has begun before. */
  InputStream begin() {
    failure.set(null);
    PipedInputStream read = new PipedInputStream(BUFFER);
    try {
      PipedOutputStream written = new PipedOutputStream(read);
      Thread.ofVirtual().name("sending").start(() -> write(written));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FilterInputStream(read) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        IOException failed = failure.get();
        if (count < 0 && failed != null) {
          throw failed; // what was written so far is not the whole
        }
        return count;
      }
    };
  }

  /** Says so where a file could not be read. */
  void requireRead() throws CommandFailed {
    IOException failed = failure.get();
    if (failed != null) {
      throw new CommandFailed("Not all of it can be read: " + failed, failed);
    }
  }

  private void write(PipedOutputStream written) {
    long[] sent = {0};
    try (written) {
      try {
        parcel.writeTo(
            written,
            count -> {
              sent[0] += count;
              console.progress("KB sent", sent[0] >> 10, size >> 10);
            });
      } catch (UncheckedIOException e) {
        failure.set(e.getCause());
      }
    } catch (IOException e) {
      // Nobody takes it any more; whoever sends knows why.
    }
  }
}
