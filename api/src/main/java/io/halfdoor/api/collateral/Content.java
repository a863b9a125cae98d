package io.halfdoor.api.collateral;

import io.halfdoor.api.file.Incoming;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.text.TextState;
import io.halfdoor.api.text.TextStatus;
import io.halfdoor.api.text.Texts;
import io.halfdoor.api.web.Digests;
import io.halfdoor.api.write.Write;
import io.halfdoor.extract.FileType;
import io.halfdoor.extract.Passage;
import io.halfdoor.extract.Passages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a new version is to show, made ready before the transaction that records it.
 *
 * @param file that has arrived; null for a link or a text
 * @param passages of a text; those of a file are read later
 */
record Content(
    @Nullable String url,
    @Nullable String text,
    @Nullable Incoming file,
    @Nullable String sha256,
    @Nullable String fileName,
    @Nullable String mediaType,
    @Nullable Long size,
    List<Passage> passages) {

  private static final String MARKDOWN = "text/markdown";

  /**
   * The link or the text that a body holds.
   *
   * @throws Problem when it holds none, or both
   */
  static Content of(NewVersion body) {
    String url = body.url();
    String text = body.text();
    if ((url == null) == (text == null)) {
      throw Problem.invalid(
          Fault.at("", "Send either a url or a text, or a file as multipart/form-data."));
    }
    if (url != null) {
      if (body.mediaType() != null) {
        throw Problem.invalid(Fault.at("/mediaType", "It is that of a text."));
      }
      return new Content(url, null, null, null, null, null, null, List.of());
    }
    String mediaType = body.mediaType() == null ? MARKDOWN : body.mediaType();
    return new Content(
        null,
        text,
        null,
        Digests.sha256(text),
        null,
        mediaType,
        (long) text.getBytes(StandardCharsets.UTF_8).length,
        Passages.of(text, mediaType.equals(MARKDOWN)));
  }

  /** A file; its type is told from its bytes. */
  static Content of(Incoming file, String fileName, NewVersion body) throws IOException {
    if (body.url() != null || body.text() != null || body.mediaType() != null) {
      throw Problem.invalid(
          Fault.at("", "With a file there is neither a url nor a text, and no mediaType."));
    }
    String mediaType = FileType.detect(file.place(), fileName).mediaType();
    return new Content(
        null, null, file, file.sha256(), fileName, mediaType, file.size(), List.of());
  }

  /** Keeps what has to be there before the version is recorded. */
  TextStatus keep(Write write, Texts texts) {
    if (file != null) {
      file.keep(write.handle(), write.now());
      return texts.readLater(write.handle(), file.sha256(), String.valueOf(fileName));
    }
    if (sha256 != null) {
      texts.keep(write.handle(), sha256, passages);
    }
    return new TextStatus(passages.isEmpty() ? TextState.NONE : TextState.READY, null);
  }

  Version version(
      UUID collateralId, int number, @Nullable String note, boolean published, Write write) {
    return new Version(
        collateralId,
        number,
        url,
        text,
        sha256,
        fileName,
        mediaType,
        size,
        note,
        write.now(),
        write.personId(),
        published ? write.now() : null);
  }

  /** What of it makes the same request the same; a link and a text stand in the body already. */
  @Nullable String identity() {
    return file == null ? null : file.sha256() + " " + fileName;
  }
}
