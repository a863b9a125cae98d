package io.halfdoor.api.command;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A file with what is said of it, as {@code multipart/form-data}. */
record Multipart(String mediaType, BodyPublisher body) {

  static Multipart of(Object metadata, String fileName, String fileType, BodyPublisher file) {
    String boundary = UUID.randomUUID().toString();
    String quoted = fileName.replace("\\", "\\\\").replace("\"", "%22");
    return new Multipart(
        "multipart/form-data; boundary=" + boundary,
        BodyPublishers.concat(
            text(
                """
                --%s
                Content-Disposition: form-data; name="metadata"
                Content-Type: application/json

                """
                    .formatted(boundary)),
            Client.json(metadata),
            text(
                """

                --%s
                Content-Disposition: form-data; name="file"; filename="%s"
                Content-Type: %s

                """
                    .formatted(boundary, quoted, fileType)),
            file,
            text("\n--%s--\n".formatted(boundary))));
  }

  private static BodyPublisher text(String lines) {
    return BodyPublishers.ofByteArray(lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
