package io.halfdoor.api.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a demo lives: a folder of its own that goes with it, or the one that {@code HALFDOOR_HOME}
 * names, which stays.
 */
final class DemoHome {

  private static final String TOKEN = "demo-token";
  private static final String LOADED = "demo-loaded";

  private final Path folder;
  private final String adminToken;
  private volatile boolean stays;

  private DemoHome(Path folder, boolean stays, String adminToken) {
    this.folder = folder;
    this.stays = stays;
    this.adminToken = adminToken;
  }

  static DemoHome in(Map<String, String> environment) throws IOException, CommandFailed {
    String named = environment.getOrDefault("HALFDOOR_HOME", "");
    if (named.isBlank()) {
      return new DemoHome(Files.createTempDirectory("halfdoor-demo-"), false, newToken());
    }
    Path folder = Files.createDirectories(Path.of(named).toAbsolutePath().normalize());
    Path token = folder.resolve(TOKEN);
    if (!Files.exists(token)) {
      if (!isEmpty(folder)) {
        throw new CommandFailed(
            "%s holds something else than a demo, and sample data would be mixed into it. Name an empty folder in HALFDOOR_HOME, or none."
                .formatted(folder));
      }
      Files.createFile(
          token,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(token, newToken());
    }
    return new DemoHome(folder, true, Files.readString(token));
  }

  boolean isLoaded() {
    return Files.exists(folder.resolve(LOADED));
  }

  void setLoaded() throws IOException {
    Files.writeString(folder.resolve(LOADED), "");
  }

  Path folder() {
    return folder;
  }

  /** What the first admin of the demo is given: another one in each home. */
  String adminToken() {
    return adminToken;
  }

  boolean stays() {
    return stays;
  }

  /** Lets the folder stay, so that somebody can look at it. */
  void keep() {
    stays = true;
  }

  Path log() {
    return folder.resolve("demo.log");
  }

  /** Deletes the folder unless it stays. */
  void leave() throws IOException {
    if (!stays) {
      Scratch.remove(folder);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static String newToken() {
    byte[] bytes = new byte[20];
    new SecureRandom().nextBytes(bytes);
    return "demo-" + HexFormat.of().formatHex(bytes);
  }
}
