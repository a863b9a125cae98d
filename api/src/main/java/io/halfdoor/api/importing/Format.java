package io.halfdoor.api.importing;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What an import can be sent as. */
public enum Format {
  ZIP(Format.ZIP_TYPE),
  JSON_LINES(Format.JSON_LINES_TYPE),
  CSV(Format.CSV_TYPE);

  static final String ZIP_TYPE = "application/zip";
  static final String JSON_LINES_TYPE = "application/x-ndjson";
  static final String CSV_TYPE = "text/csv";

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The format of a body by its type, with or without parameters such as a charset. */
  static Format of(@Nullable MediaType type) {
    String name = type == null ? "" : type.getType() + "/" + type.getSubtype();
    return Arrays.stream(values())
        .filter(format -> format.mediaType.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(NotSupportedException::new);
  }

  /** Opens what was sent in this format. */
  Source open(Path sent) throws IOException {
    return switch (this) {
      case ZIP -> ZipSource.open(sent);
      case JSON_LINES, CSV -> new TableSource(RowReader.of(this, Files.newInputStream(sent)));
    };
  }
}
