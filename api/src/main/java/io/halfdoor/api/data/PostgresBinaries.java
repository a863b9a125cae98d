package io.halfdoor.api.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of PostgreSQL for this machine, unpacked from a jar on the class path.
 *
 * <p>They are unpacked once, beside their place and then renamed into it, so that a folder that is
 * there is whole however the unpacking before ended. The folder is named for the archive's
 * checksum: another release gets another folder.
 */
record PostgresBinaries(Path folder) {

  /** The major version that every archive on the class path holds, which data directories name. */
  static final String MAJOR = "18";

  /** Finds or unpacks the programs below {@code parent}. */
  static PostgresBinaries below(Path parent) {
    String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    URL archive = PostgresBinaries.class.getResource("/postgres-" + platform + ".txz");
    if (archive == null) {
      throw new OpeningRefused(
          """
          This build of Halfdoor holds no PostgreSQL for %s. Build it on such a machine, \
          or set HALFDOOR_DATABASE_URL to a PostgreSQL 17 or newer."""
              .formatted(platform));
    }
    try {
      Path folder = parent.resolve(MAJOR + "-" + platform + "-" + checksum(archive));
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(parent);
        Path fresh = Files.createTempDirectory(parent, "unpacking-");
        unpack(archive, fresh);
        moveInto(fresh, folder);
      }
      return new PostgresBinaries(folder);
    } catch (IOException e) {
      throw new OpeningRefused("Cannot unpack PostgreSQL below %s: %s".formatted(parent, e), e);
    }
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /**
   * Deletes those of other releases and what was never unpacked to its end, if nobody shares them.
   */
  void deleteOthers() {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolveSibling("."))) {
      for (Path other : all) {
        if (!other.getFileName().equals(folder.getFileName())) {
          Folders.delete(other);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tidy up around " + folder, e);
    }
  }

  static String platform(String os, String arch) {
    String system = os.toLowerCase(Locale.ROOT);
    String processor = arch.toLowerCase(Locale.ROOT);
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    if (!arm && !processor.equals("amd64") && !processor.equals("x86_64")) {
      throw noneFor(os + " on " + arch);
    }
    if (system.startsWith("linux")) {
      return arm ? "linux-arm_64" : "linux-x86_64";
    }
    if (system.startsWith("mac")) {
      return arm ? "darwin-arm_64" : "darwin-x86_64";
    }
    throw noneFor(os + " on " + arch);
  }

  private static OpeningRefused noneFor(String platform) {
    return new OpeningRefused(
        """
        Halfdoor brings its own PostgreSQL for Linux and macOS on amd64 and arm64 only, not for %s. \
        Set HALFDOOR_DATABASE_URL to a PostgreSQL 17 or newer instead."""
            .formatted(platform));
  }

  private static String checksum(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return Long.toHexString(jar.getJarEntry().getCrc());
    }
    return Long.toHexString(connection.getLastModified());
  }

  private static void unpack(URL archive, Path target) throws IOException {
    try (InputStream bytes = new BufferedInputStream(archive.openStream());
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = entry.resolveIn(target);
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, file);
          Files.setPosixFilePermissions(
              file,
              PosixFilePermissions.fromString(
                  (entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
        }
      }
    }
  }

  private static void moveInto(Path fresh, Path folder) throws IOException {
    // A temporary folder is its maker's alone; the programs may have to run as another user.
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Folders.delete(fresh);
      if (!Files.isDirectory(folder)) { // else another process was first, with the same content
        throw e;
      }
    }
  }
}
