package io.halfdoor.api.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/** A mail as the bytes of a file. Nothing in it is made up: no time, no random name, no host. */
final class Eml {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH);
  private static final Pattern MESSAGE_ID =
      Pattern.compile("[A-Za-z0-9._+-]{1,200}@[A-Za-z0-9.-]{1,200}");
  private static final Pattern BOUNDARY = Pattern.compile("[A-Za-z0-9]{1,60}");

  private Eml() {}

  static byte[] bytes(Mail mail, Envelope envelope) {
    try {
      MimeMessage message = new Named(required(MESSAGE_ID, envelope.messageId()));
      message.setFrom(address(envelope.from()));
      for (Envelope.Mailbox mailbox : envelope.to()) {
        message.addRecipient(RecipientType.TO, address(mailbox));
      }
      message.setSubject(mail.subject(), "UTF-8");
      message.setHeader("Date", date(envelope.sentAt()));
      message.setHeader("Content-Language", mail.language());
      message.setHeader("X-Unsent", "1");
      message.setContent(
          new Alternatives(
              required(BOUNDARY, envelope.boundary()),
              part("text/plain", mail.text()),
              part("text/html", document(mail))));
      message.saveChanges();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      message.writeTo(bytes);
      return bytes.toByteArray();
    } catch (AddressException fault) {
      throw new IllegalArgumentException("not an address", fault);
    } catch (MessagingException fault) {
      throw new IllegalStateException("a mail that cannot be written", fault);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String document(Mail mail) {
    String hidden =
        mail.preheader().isEmpty()
            ? ""
            : "<div style=\"display:none;max-height:0;overflow:hidden\">%s</div>\n"
                .formatted(Insertion.escape(mail.preheader()));
    return """
    <!DOCTYPE html>
    <html lang="%s">
    <head><meta charset="utf-8"><title>%s</title></head>
    <body>
    %s%s
    </body>
    </html>
    """
        .formatted(
            Insertion.escape(mail.language()),
            Insertion.escape(mail.subject()),
            hidden,
            mail.html());
  }

  private static MimeBodyPart part(String type, String text) throws MessagingException {
    byte[] lines = text.replace("\n", "\r\n").getBytes(UTF_8);
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(lines, type + "; charset=utf-8")));
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  private static InternetAddress address(Envelope.Mailbox mailbox)
      throws AddressException, IOException {
    InternetAddress address = new InternetAddress(mailbox.address(), true);
    String name = mailbox.name() == null ? "" : Clean.line(mailbox.name());
    if (!name.isEmpty()) {
      address.setPersonal(name, "UTF-8");
    }
    return address;
  }

  private static String date(Instant at) {
    return DATE.format(at.atOffset(ZoneOffset.UTC));
  }

  private static String required(Pattern pattern, String value) {
    if (!pattern.matcher(value).matches()) {
      throw new IllegalArgumentException("not to be put into a header: " + pattern);
    }
    return value;
  }

  /** A message that keeps the id it is given. */
  private static final class Named extends MimeMessage {

    private final String id;

    Named(String id) {
      super(Session.getInstance(new Properties()));
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + ">");
    }
  }

  /** Texts of which a reader sees the last that it can. */
  private static final class Alternatives extends MimeMultipart {

    Alternatives(String boundary, MimeBodyPart... parts) throws MessagingException {
      ContentType type = new ContentType("multipart", "alternative", null);
      // Quoted-printable text has no "=_", so the boundary is nowhere inside it.
      type.setParameter("boundary", "=_" + boundary);
      contentType = type.toString();
      for (MimeBodyPart part : parts) {
        addBodyPart(part);
      }
    }
  }
}
