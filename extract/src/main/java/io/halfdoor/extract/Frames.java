package io.halfdoor.extract;

import io.halfdoor.extract.Extraction.Properties;
import io.halfdoor.extract.Extraction.Reason;
import io.halfdoor.extract.Extraction.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What server and worker say to each other: a length, a kind and a body each time. The worker says
 * {@link Ready} once; then each {@link Request} is answered by passages and one outcome. The server
 * believes no length: a worker may have been taken over by the file it reads.
 */
final class Frames {

  /** Longer than any frame in good order: a passage has at most some 12,000 characters. */
  private static final int LONGEST = 1 << 20;

  sealed interface Frame permits Ready, Request, Found, Done {}

  record Ready() implements Frame {}

  record Request(String file, String mediaType) implements Frame {}

  record Found(Passage passage) implements Frame {}

  record Done(Reading.Outcome outcome) implements Frame {}

  private Frames() {}

  static void write(OutputStream stream, Frame frame) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(body);
    switch (frame) {
      case Ready ready -> data.writeByte(0);
      case Request request -> {
        data.writeByte(1);
        text(data, request.file());
        text(data, request.mediaType());
      }
      case Found found -> {
        Passage passage = found.passage();
        data.writeByte(2);
        text(data, passage.place().kind().name());
        data.writeInt(passage.place().number());
        text(data, passage.place().name());
        data.writeInt(passage.headings().size());
        for (String heading : passage.headings()) {
          text(data, heading);
        }
        text(data, passage.text());
      }
      case Done done -> {
        Reading.Outcome outcome = done.outcome();
        data.writeByte(3);
        text(data, outcome.state().name());
        text(data, outcome.reason() == null ? null : outcome.reason().name());
        text(data, outcome.properties().title());
        text(data, outcome.properties().author());
        text(data, outcome.properties().language());
        data.writeBoolean(outcome.shaken());
      }
    }
    byte[] bytes = body.toByteArray();
    byte[] whole = new byte[bytes.length + 4];
    for (int i = 0; i < 4; i++) {
      whole[i] = (byte) (bytes.length >>> (24 - 8 * i));
    }
    System.arraycopy(bytes, 0, whole, 4, bytes.length);
    stream.write(whole);
    stream.flush();
  }

  /**
   * The next frame.
   *
   * @throws EOFException when the other side has gone
   * @throws IOException also for what is no frame
   */
  static Frame read(InputStream stream) throws IOException {
    DataInputStream length = new DataInputStream(stream);
    int announced = length.readInt();
    if (announced < 1 || announced > LONGEST) {
      throw new IOException("a frame of " + announced + " bytes");
    }
    byte[] bytes = stream.readNBytes(announced);
    if (bytes.length < announced) {
      throw new EOFException();
    }
    DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      return switch (data.readByte()) {
        case 0 -> new Ready();
        case 1 -> new Request(present(data), present(data));
        case 2 -> new Found(passage(data));
        case 3 -> new Done(outcome(data));
        default -> throw new IOException("a frame of an unknown kind");
      };
    } catch (IllegalArgumentException unknown) {
      throw new IOException("a frame with an unknown value", unknown);
    }
  }

  private static Passage passage(DataInputStream data) throws IOException {
    Place place = new Place(Place.Kind.valueOf(present(data)), data.readInt(), text(data));
    int count = data.readInt();
    List<String> headings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      headings.add(present(data));
    }
    return new Passage(place, headings, present(data));
  }

  private static Reading.Outcome outcome(DataInputStream data) throws IOException {
    State state = State.valueOf(present(data));
    String reason = text(data);
    return new Reading.Outcome(
        state,
        reason == null ? null : Reason.valueOf(reason),
        new Properties(text(data), text(data), text(data)),
        data.readBoolean());
  }

  private static void text(DataOutputStream data, @Nullable String text) throws IOException {
    if (text == null) {
      data.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }

  private static @Nullable String text(DataInputStream data) throws IOException {
    int length = data.readInt();
    if (length < 0) {
      return null;
    }
    if (length > data.available()) {
      throw new IOException("a text of " + length + " bytes");
    }
    return new String(data.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String present(DataInputStream data) throws IOException {
    String text = text(data);
    if (text == null) {
      throw new IOException("a text is missing");
    }
    return text;
  }
}
