package io.halfdoor.api.text;

import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import io.halfdoor.extract.Extraction;
import io.halfdoor.extract.Extractor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads the text of one file and stores what came of it. Done twice, it is as if done once. */
final class Reader {

  private final TextStore texts;
  private final StoredFiles files;
  private final Extractor extractor;
  private final Writes writes;
  private final List<BiConsumer<Write, String>> listeners;

  Reader(
      TextStore texts,
      StoredFiles files,
      Extractor extractor,
      Writes writes,
      List<BiConsumer<Write, String>> listeners) {
    this.texts = texts;
    this.files = files;
    this.extractor = extractor;
    this.writes = writes;
    this.listeners = listeners;
  }

  /**
   * Reads a file, if it has not been read yet.
   *
   * @throws IOException when that is no fault of the file, and may go well another time
   */
  void read(String sha256) throws IOException, InterruptedException {
    Optional<String> fileName = texts.pending(sha256);
    if (fileName.isEmpty()) {
      return;
    }
    Extraction extraction = extractor.extract(files.path(sha256), fileName.get());
    writes.write(
        null,
        write -> {
          if (write.store(TextStore.class).finish(Outcome.of(sha256, extraction))) {
            write.store(TextStore.class).insert(TextPassage.of(sha256, extraction.passages()));
            listeners.forEach(listener -> listener.accept(write, sha256));
          }
          return sha256;
        });
  }
}
