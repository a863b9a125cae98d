package io.halfdoor.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** Writes a source as a mail in plain text, its body as it stands. */
final class MailWriter {
  private MailWriter() {}

  static void write(Source source, OutputStream out) throws IOException {
    String head =
        """
        From: %s
        To: %s
        Subject: %s
        Date: %s
        Message-ID: <%s@wrenfield.example>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: 8bit

        """
            .formatted(
                source.value("from"),
                source.value("to"),
                source.value("title"),
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    OffsetDateTime.parse(source.value("sent"))),
                source.value("externalId"));
    out.write((head + source.body()).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
