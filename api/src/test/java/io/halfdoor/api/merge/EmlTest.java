package io.halfdoor.api.merge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.halfdoor.api.merge.Envelope.Mailbox;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class EmlTest {

  private static final Envelope ENVELOPE =
      new Envelope(
          new Mailbox("Jürgen, Sales", "j@halfdoor.example"),
          List.of(new Mailbox(null, "ann@acme.example")),
          Instant.parse("2026-11-26T08:30:00Z"),
          "0198c1@halfdoor.example",
          "0198c1");
  private static final Mail MAIL =
      new Mail("Grüße an 東京", "Kurz & gut", "<p>Hallo Jürgen</p>", "Hallo Jürgen\n", "de");

  @Test
  void theFileIsWrittenByteForByte() {
    Mail plain = new Mail("Hi", "", "<p>é</p>", "é = e\n", "en");
    assertThat(new String(plain.eml(ENVELOPE), US_ASCII).replace("\r\n", "\n"))
        .isEqualTo(
            """
            Date: Thu, 26 Nov 2026 08:30:00 +0000
            From: =?UTF-8?Q?J=C3=BCrgen=2C_Sales?= <j@halfdoor.example>
            To: ann@acme.example
            Message-ID: <0198c1@halfdoor.example>
            Subject: Hi
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="=_0198c1"
            Content-Language: en
            X-Unsent: 1

            --=_0198c1
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            =C3=A9 =3D e

            --=_0198c1
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <!DOCTYPE html>
            <html lang=3D"en">
            <head><meta charset=3D"utf-8"><title>Hi</title></head>
            <body>
            <p>=C3=A9</p>
            </body>
            </html>

            --=_0198c1--
            """);
  }

  @Test
  void aMailProgramReadsWhatWasWritten() throws Exception {
    MimeMessage read =
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(MAIL.eml(ENVELOPE)));
    assertThat(read.getSubject()).isEqualTo("Grüße an 東京");
    MimeMultipart parts = (MimeMultipart) read.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Hallo Jürgen\r\n");
    assertThat(parts.getBodyPart(1).getContent().toString())
        .contains("<p>Hallo Jürgen</p>", "Kurz &amp; gut", "<title>Grüße an 東京</title>");
  }

  @Test
  void itIsTheSameWhateverTheZone() {
    TimeZone zone = TimeZone.getDefault();
    byte[] here = MAIL.eml(ENVELOPE);
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      assertThat(MAIL.eml(ENVELOPE)).isEqualTo(here);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void linesAreShortAndEndAsMailsDo() {
    String longLine = "a".repeat(5_000) + "東京".repeat(2_000);
    Mail mail = new Mail("ü".repeat(250), "p", longLine, longLine, "en");
    String file = new String(mail.eml(ENVELOPE), US_ASCII);
    assertThat(file.replace("\r\n", "")).doesNotContain("\r", "\n");
    assertThat(file.split("\r\n")).allSatisfy(line -> assertThat(line).hasSizeLessThan(200));
    assertThat(file.chars()).allMatch(letter -> letter < 127);
  }

  @Test
  void anEnvelopeCannotAddHeaders() {
    Mailbox ann = new Mailbox("Ann\r\nBcc: x@y.io", "ann@acme.example");
    Envelope named = new Envelope(ann, List.of(), Instant.EPOCH, "1@a.io", "b");
    assertThat(new String(MAIL.eml(named), US_ASCII)).doesNotContainPattern("(?m)^Bcc");
    for (Envelope refused :
        List.of(
            new Envelope(ann, List.of(), Instant.EPOCH, "1@a.io>\r\nBcc: x@y.io", "b"),
            new Envelope(ann, List.of(), Instant.EPOCH, "1@a.io", "b\r\n"),
            new Envelope(
                new Mailbox(null, "a@b.io\r\nBcc: x@y.io"),
                List.of(),
                Instant.EPOCH,
                "1@a.io",
                "b"))) {
      assertThatThrownBy(() -> MAIL.eml(refused)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
