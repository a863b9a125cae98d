package io.halfdoor.api.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What {@link Files} does not do with whole folders. */
final class Folders {

  private Folders() {}

  /** Deletes the folder and all in it; nothing happens where it is not there. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    for (Path path : everythingIn(folder).reversed()) {
      Files.deleteIfExists(path);
    }
  }

  /** The folder and all below it, a folder before what is in it; links are not followed. */
  static List<Path> everythingIn(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted(Comparator.naturalOrder()).toList();
    }
  }
}
