package io.halfdoor.api.web;

import io.halfdoor.api.problem.Problem;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies that are longer than JSON of this API needs to be. An operation that takes the raw
 * stream (an upload) has a limit of its own.
 */
public final class BodyLimit implements ReaderInterceptor {

  private final long bytes;

  public BodyLimit(long bytes) {
    this.bytes = bytes;
  }

  @Override
  public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    if (context.getType() != InputStream.class) {
      context.setInputStream(new Limited(context.getInputStream()));
    }
    return context.proceed();
  }

  private final class Limited extends FilterInputStream {

    private long read;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(Math.max(count, 0));
      return count;
    }

    private void count(int more) {
      read += more;
      if (read > bytes) {
        throw Problem.tooLarge("The body is larger than " + bytes + " bytes.");
      }
    }
  }
}
