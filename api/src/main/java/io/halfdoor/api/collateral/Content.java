package io.halfdoor.api.collateral;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.text.TextState;
import io.halfdoor.api.text.TextStatus;
import io.halfdoor.api.text.Texts;
import io.halfdoor.api.web.Digests;
import io.halfdoor.api.write.Write;
import io.halfdoor.extract.Passage;
import io.halfdoor.extract.Passages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a new version is to show, made ready before the transaction that records it. */
record Content(
    @Nullable String url,
    @Nullable String text,
    @Nullable String sha256,
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
      return new Content(url, null, null, null, null, List.of());
    }
    String mediaType = body.mediaType() == null ? MARKDOWN : body.mediaType();
    return new Content(
        null,
        text,
        Digests.sha256(text),
        mediaType,
        (long) text.getBytes(StandardCharsets.UTF_8).length,
        Passages.of(text, mediaType.equals(MARKDOWN)));
  }

  /** Keeps what has to be there before the version is recorded. */
  TextStatus keep(Write write, Texts texts) {
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
        null,
        mediaType,
        size,
        note,
        write.now(),
        write.personId(),
        published ? write.now() : null);
  }
}
