package io.halfdoor.api;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A multipart/form-data body, part by part, as a browser or curl would write it. */
public final class Form {

  private static final String BOUNDARY = "----halfdoor7MA4YWxkTrZu0gW";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** The metadata first, then the file. */
  public static Form of(Object metadata, String fileName, byte[] file) {
    return new Form().metadata(metadata).file(fileName, file);
  }

  public Form metadata(Object metadata) {
    return part(
        "Content-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json",
        TestClient.written(metadata).getBytes(StandardCharsets.UTF_8));
  }

  public Form file(String fileName, byte[] file) {
    String name = fileName.replace("\\", "\\\\").replace("\"", "\\\"");
    return part("Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"", file);
  }

  public Form part(String headers, byte[] content) {
    write("--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n");
    body.writeBytes(content);
    write("\r\n");
    return this;
  }

  private void write(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String mediaType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return whole.toByteArray();
  }

  public Reply post(TestClient who, String path) {
    return who.upload("POST", path, mediaType(), BodyPublishers.ofByteArray(bytes()));
  }
}
