package io.halfdoor.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request as bytes, and the first answer to it: what no proper HTTP client would send. */
record RawRequest(String name, byte[] bytes) {

  private static final int PATIENCE_MS = 20_000;

  /** Text as it stands, in ISO 8859-1; a line ends with CR and LF. */
  static RawRequest of(String name, String text) {
    return new RawRequest(name, text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  Answer send(URI server) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MS);
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
      } catch (SocketException e) {
        // It was refused before all of it was sent: the answer may be there all the same.
      }
      return Answer.parse(read(socket.getInputStream()));
    }
  }

  private static byte[] read(InputStream in) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      in.transferTo(out);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no end of the answer: " + out.toString(StandardCharsets.UTF_8), e);
    } catch (IOException reset) {
      // What came before is what there is.
    }
    return out.toByteArray();
  }

  /**
   * The first answer on a connection.
   *
   * @param status 0 where the connection was closed without any
   */
  record Answer(int status, List<String> headers, String body) {

    static Answer parse(byte[] bytes) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        return new Answer(0, List.of(), text);
      }
      List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\r\n")));
      int status = Integer.parseInt(lines.removeFirst().split(" ")[1]);
      Answer answer = new Answer(status, lines, text.substring(end + 4));
      if (status == 100) {
        return parse(text.substring(end + 4).getBytes(StandardCharsets.UTF_8));
      }
      if ("chunked".equals(answer.header("Transfer-Encoding"))) {
        return new Answer(status, lines, unchunked(answer.body));
      }
      String length = answer.header("Content-Length");
      byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
      if (length != null && body.length > Integer.parseInt(length)) {
        String first = new String(body, 0, Integer.parseInt(length), StandardCharsets.UTF_8);
        return new Answer(status, lines, first);
      }
      return answer;
    }

    private static String unchunked(String body) {
      StringBuilder whole = new StringBuilder();
      int at = 0;
      while (true) {
        int line = body.indexOf("\r\n", at);
        if (line < 0) {
          return whole.toString();
        }
        int size = Integer.parseInt(body.substring(at, line), 16);
        if (size == 0) {
          return whole.toString();
        }
        whole.append(body, line + 2, Math.min(body.length(), line + 2 + size));
        at = line + 2 + size + 2;
      }
    }

    /** The value of a header; null where it is missing. */
    String header(String name) {
      return headers.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse(null);
    }
  }
}
