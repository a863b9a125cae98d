package io.halfdoor.api.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an import can be sent as. */
public enum Format {
  ZIP("application/zip"),
  JSON_LINES("application/x-ndjson"),
  CSV("text/csv");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Opens what was sent in this format. */
  Source open(Path sent) throws IOException {
    return switch (this) {
      case ZIP -> ZipSource.open(sent);
      case JSON_LINES, CSV -> new TableSource(RowReader.of(this, Files.newInputStream(sent)));
    };
  }
}
