package io.halfdoor.extract;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a file that is a ZIP archive underneath says that it expands to more than it may. */
final class Archives {

  private Archives() {}

  static boolean exceeds(Path file, String mediaType, Limits limits) throws IOException {
    if (!isPackaged(mediaType)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      Optional<ZipDirectory> directory = ZipDirectory.read(channel);
      return directory.isPresent() && directory.get().exceeds(limits, channel.size());
    }
  }

  private static boolean isPackaged(String mediaType) {
    return mediaType.equals(Detection.ZIP)
        || mediaType.endsWith("+zip")
        || mediaType.contains("officedocument")
        || mediaType.contains("opendocument")
        || mediaType.contains("macroenabled");
  }
}
