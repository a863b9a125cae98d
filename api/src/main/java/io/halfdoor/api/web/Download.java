package io.halfdoor.api.web;

import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of somebody's on its way out: whole, one range of it, or nothing where the caller has it
 * already (RFC 9110, 13 and 14). Whatever it is, a browser saves it and runs nothing of it.
 *
 * @param size in bytes
 * @param sha256 of the bytes: its ETag
 */
public record Download(Source source, long size, String sha256, String mediaType, String fileName) {

  private static final int BUFFER = 64 << 10;
  private static final String CACHE = "private, no-cache";
  private static final Pattern RANGE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /** Where the bytes are. */
  public interface Source {

    /** The bytes from an offset on. */
    InputStream from(long offset) throws IOException;

    static Source of(Path file) {
      return offset -> {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        channel.position(offset);
        return Channels.newInputStream(channel);
      };
    }

    static Source of(byte[] bytes) {
      return offset -> new ByteArrayInputStream(bytes, (int) offset, (int) (bytes.length - offset));
    }
  }

  /** A part of the bytes, the first and the last included. */
  private record Range(long first, long last) {
    long length() {
      return last - first + 1;
    }
  }

  /** Whether this is somebody who begins to look, not one who goes on or has it already. */
  public boolean isBegun(HttpServletRequest request) {
    Range range = range(request);
    return request.getMethod().equals("GET")
        && !isKnown(request)
        && (range == null || range.first() == 0);
  }

  /**
   * The answer to a GET or HEAD.
   *
   * @throws Problem when the file has no such range
   */
  public Response answer(HttpServletRequest request) {
    if (isKnown(request)) {
      return Response.notModified(tag()).header(HttpHeaders.CACHE_CONTROL, CACHE).build();
    }
    Range range = range(request);
    Range sent = range == null ? new Range(0, size - 1) : range;
    Response.ResponseBuilder answer =
        Response.status(range == null ? 200 : 206)
            .tag(tag())
            .type(mediaType)
            .header(HttpHeaders.CACHE_CONTROL, CACHE)
            .header(HttpHeaders.CONTENT_LENGTH, sent.length())
            .header(HttpHeaders.CONTENT_DISPOSITION, FileNames.attachment(fileName))
            .header("Accept-Ranges", "bytes")
            .header("Content-Security-Policy", "sandbox; default-src 'none'");
    if (range != null) {
      answer.header("Content-Range", "bytes " + sent.first() + "-" + sent.last() + "/" + size);
    }
    if (!request.getMethod().equals("HEAD")) {
      answer.entity((StreamingOutput) out -> copy(sent, out));
    }
    return answer.build();
  }

  private EntityTag tag() {
    return new EntityTag(sha256);
  }

  private boolean isKnown(HttpServletRequest request) {
    String ifNoneMatch = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return ifNoneMatch != null && ETags.names(ifNoneMatch, tag(), true);
  }

  /** The one range that is asked for; null for the whole, also where it cannot be understood. */
  private @Nullable Range range(HttpServletRequest request) {
    String header = request.getHeader("Range");
    String ifRange = request.getHeader("If-Range");
    if (header == null
        || !request.getMethod().equals("GET")
        || (ifRange != null && !ifRange.strip().equals("\"" + sha256 + "\""))) {
      return null;
    }
    Matcher parts = RANGE.matcher(header.strip());
    if (!parts.matches() || (parts.group(1).isEmpty() && parts.group(2).isEmpty())) {
      return null;
    }
    long first;
    long last = size - 1;
    if (parts.group(1).isEmpty()) {
      long suffix = Long.parseLong(parts.group(2));
      first = suffix == 0 ? size : Math.max(0, size - suffix);
    } else {
      first = Long.parseLong(parts.group(1));
      if (!parts.group(2).isEmpty()) {
        long named = Long.parseLong(parts.group(2));
        if (named < first) {
          return null;
        }
        last = Math.min(last, named);
      }
    }
    if (first >= size) {
      throw new Problem(
              ProblemType.RANGE_NOT_SATISFIABLE, "The file has " + size + " bytes, no such range.")
          .with(ProblemMapper.SIZE, size);
    }
    return new Range(first, last);
  }

  private void copy(Range range, OutputStream out) throws IOException {
    try (InputStream in = source.from(range.first())) {
      byte[] buffer = new byte[BUFFER];
      long left = range.length();
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (count < 0) {
          throw new IOException("The file " + sha256 + " is shorter than it was");
        }
        out.write(buffer, 0, count);
        left -= count;
      }
    }
  }
}
