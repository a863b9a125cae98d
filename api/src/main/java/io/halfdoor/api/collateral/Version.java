package io.halfdoor.api.collateral;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of collateral shows, or showed: a file, a link or a text.
 *
 * @param text null in lists, also of a text
 * @param sha256 of the bytes of the file or the text; null for a link
 * @param mediaType of the file or the text
 * @param size of the file or the text, in bytes
 * @param publishedAt null while readers do not see it
 */
public record Version(
    UUID collateralId,
    int number,
    @Nullable String url,
    @Nullable String text,
    @Nullable String sha256,
    @Nullable String fileName,
    @Nullable String mediaType,
    @Nullable Long size,
    @Nullable String note,
    Instant createdAt,
    UUID createdBy,
    @Nullable Instant publishedAt) {

  Form form() {
    if (url != null) {
      return Form.URL;
    }
    return fileName == null ? Form.TEXT : Form.FILE;
  }

  boolean isPublished() {
    return publishedAt != null;
  }

  /** The forms there are. */
  enum Form {
    FILE,
    URL,
    TEXT
  }
}
