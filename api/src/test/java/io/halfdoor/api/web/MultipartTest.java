package io.halfdoor.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.halfdoor.api.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultipartTest {

  private static final String TYPE = "multipart/form-data; boundary=b";

  @Test
  void partsGoWhereTheyAreWantedByTheBytesHoweverTheyArrive() throws IOException {
    byte[] tricky = "\r\n--a\r\n--\r\n-b\r\n-".getBytes(UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(part("name=\"metadata\""));
    body.writeBytes("{}".getBytes(UTF_8));
    body.writeBytes("\r\n".getBytes(UTF_8));
    body.writeBytes(part("name=\"file\"; filename=\"a.txt\""));
    body.writeBytes(tricky);
    body.writeBytes("\r\n--b--\r\n".getBytes(UTF_8));
    for (int step : new int[] {1, 2, 3, 7, 64, 4_096}) {
      List<Multipart.Part> parts = new ArrayList<>();
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      Multipart.read(
          new Trickle(body.toByteArray(), step),
          TYPE,
          part -> {
            parts.add(part);
            return part.name().equals("file") ? content : OutputStream.nullOutputStream();
          });
      assertThat(parts)
          .containsExactly(
              new Multipart.Part("metadata", null), new Multipart.Part("file", "a.txt"));
      assertThat(content.toByteArray()).isEqualTo(tricky);
    }
  }

  @Test
  void aFileNameIsReadAsItsSenderWroteIt() throws IOException {
    assertThat(name("filename=\"Preise f\u00fcr \u65e5\u672c.pdf\""))
        .isEqualTo("Preise f\u00fcr \u65e5\u672c.pdf");
    assertThat(name("filename=\"a \\\"b\\\" c.txt\"")).isEqualTo("a \"b\" c.txt");
    assertThat(name("filename=\"a %22b%22.txt\"")).isEqualTo("a \"b\".txt");
    assertThat(name("filename=plain.txt")).isEqualTo("plain.txt");
    assertThat(name("filename=\"x; name=y.txt\"")).isEqualTo("x; name=y.txt");
    assertThat(name("filename=\"ascii.txt\"; filename*=UTF-8''n%C3%A4h+e.txt"))
        .isEqualTo("n\u00e4h+e.txt");
    assertThatThrownBy(() -> name("filename*=UTF-8''%ZZ")).isInstanceOf(Problem.class);
  }

  @Test
  void aLargeBodyCostsNoMoreThanASmallOne() throws IOException {
    long small = allocated(1 << 20);
    long large = allocated(200 << 20);
    assertThat(large - small).isLessThan(16L << 20);
  }

  /** The bytes that this thread allocated for a body with a file of this size. */
  private static long allocated(int size) throws IOException {
    byte[] head = part("name=\"file\"; filename=\"a.bin\"");
    byte[] tail = "\r\n--b--\r\n".getBytes(UTF_8);
    InputStream body =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    new ByteArrayInputStream(head),
                    new Zeros(size),
                    new ByteArrayInputStream(tail))));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Multipart.read(body, TYPE, part -> OutputStream.nullOutputStream());
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static String name(String parameter) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(part("name=\"file\"; " + parameter));
    body.writeBytes("x\r\n--b--\r\n".getBytes(UTF_8));
    List<Multipart.Part> parts = new ArrayList<>();
    Multipart.read(
        new ByteArrayInputStream(body.toByteArray()),
        TYPE,
        part -> {
          parts.add(part);
          return OutputStream.nullOutputStream();
        });
    return parts.getFirst().fileName();
  }

  private static byte[] part(String parameters) {
    return ("--b\r\nContent-Disposition: form-data; " + parameters + "\r\n\r\n").getBytes(UTF_8);
  }

  /** Gives no more than so many bytes at a time. */
  private static final class Trickle extends ByteArrayInputStream {

    private final int step;

    Trickle(byte[] bytes, int step) {
      super(bytes);
      this.step = step;
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
      return super.read(buffer, offset, Math.min(length, step));
    }

    @Override
    public int read(byte[] buffer) {
      return read(buffer, 0, buffer.length);
    }
  }

  /** So many zeros, that are nowhere. */
  private static final class Zeros extends InputStream {

    private int left;

    Zeros(int size) {
      this.left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = Math.min(left, length);
      left -= count;
      return count;
    }
  }
}
