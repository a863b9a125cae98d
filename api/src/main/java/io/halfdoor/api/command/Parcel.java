package io.halfdoor.api.command;

import io.halfdoor.api.importing.Format;
import io.halfdoor.api.importing.RawRow;
import io.halfdoor.api.importing.RowReader;
import io.halfdoor.api.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What is sent of a path: a file as it stands, or an archive of the files there are.
 *
 * @param contents the files by the names they get, in the order they are sent; one alone, without a
 *     name, is sent as it stands
 * @param links what is left out, since it is behind a symbolic link, which may lead anywhere
 */
record Parcel(Format format, Map<String, Path> contents, Set<String> links) {

  private static final Map<String, Format> FORMATS =
      Map.of(
          "zip", Format.ZIP,
          "md", Format.ZIP,
          "jsonl", Format.JSON_LINES,
          "ndjson", Format.JSON_LINES,
          "csv", Format.CSV);

  private static final String AS_IT_STANDS = "";

  /** The files of a folder, an archive, or a table with the files that it names. */
  static Parcel of(Path path) throws IOException, CommandFailed {
    if (Files.isDirectory(path)) {
      return ofFolder(path.toRealPath());
    }
    if (!Files.isReadable(path)) {
      throw new CommandFailed("There is no file " + path + " that can be read.");
    }
    String name = path.toString().toLowerCase(Locale.ROOT);
    Format format = FORMATS.get(name.substring(name.lastIndexOf('.') + 1));
    if (format == null) {
      throw CommandFailed.misused(
          "What is %s? An import is a folder, a .zip, a .jsonl, a .csv or a .md.".formatted(path));
    }
    if (name.endsWith(".md")) {
      return new Parcel(format, Map.of(path.getFileName().toString(), path), Set.of());
    }
    return format == Format.ZIP
        ? new Parcel(format, Map.of(AS_IT_STANDS, path), Set.of())
        : ofTable(format, path);
  }

  private static Parcel ofFolder(Path folder) throws IOException, CommandFailed {
    Map<String, Path> files = new TreeMap<>();
    Set<String> links = new TreeSet<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
            boolean hidden = !inner.equals(folder) && isHidden(inner);
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile() && !isHidden(file)) {
              files.put(name, file);
            } else if (attributes.isSymbolicLink() && !isHidden(file)) {
              links.add(name);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    if (files.isEmpty()) {
      String behind = links.isEmpty() ? "" : " but behind links: " + String.join(", ", links);
      throw new CommandFailed("There are no files in " + folder + behind + ".");
    }
    return new Parcel(Format.ZIP, files, links);
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  /**
   * With the files that its rows name, as far as they are there: the server tells of the others.
   */
  private static Parcel ofTable(Format format, Path table) throws IOException, CommandFailed {
    Path folder = Objects.requireNonNull(table.toAbsolutePath().getParent()); // it is a file
    Map<String, Path> files = new TreeMap<>();
    Set<String> links = new TreeSet<>();
    try (RowReader rows = RowReader.of(format, Files.newInputStream(table))) {
      for (RawRow row = rows.next(); row != null; row = rows.next()) {
        Path file = row.file() == null ? null : folder.resolve(row.file()).normalize();
        if (file != null && file.startsWith(folder) && Files.isRegularFile(file)) {
          if (isBehindLink(folder, file)) {
            links.add(String.valueOf(row.file()));
          } else {
            files.put(String.valueOf(row.file()), file);
          }
        }
      }
    } catch (Problem unreadable) {
      throw new CommandFailed(table + ": " + unreadable.detail());
    }
    if (files.isEmpty()) {
      return new Parcel(format, Map.of(AS_IT_STANDS, table), links);
    }
    files.put(format == Format.CSV ? "items.csv" : "items.jsonl", table);
    return new Parcel(Format.ZIP, files, links);
  }

  private static boolean isBehindLink(Path folder, Path file) {
    Path inner = folder;
    for (Path step : folder.relativize(file)) {
      inner = inner.resolve(step);
      if (Files.isSymbolicLink(inner)) {
        return true;
      }
    }
    return false;
  }

  /** Bytes of the files that it is made of. */
  long size() throws IOException {
    long size = 0;
    for (Path file : contents.values()) {
      size += Files.size(file);
    }
    return size;
  }

  /**
   * Writes it, and tells how many more bytes were written each time.
   *
   * @throws UncheckedIOException when a file cannot be read
   * @throws IOException when it cannot be written
   */
  void writeTo(OutputStream out, LongConsumer sent) throws IOException {
    if (contents.containsKey(AS_IT_STANDS)) {
      copy(contents.get(AS_IT_STANDS), out, sent);
      return;
    }
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
    for (Map.Entry<String, Path> file : contents.entrySet()) {
      zip.putNextEntry(new ZipEntry(file.getKey()));
      copy(file.getValue(), zip, sent);
      zip.closeEntry();
    }
    zip.finish();
  }

  private static void copy(Path file, OutputStream out, LongConsumer sent) throws IOException {
    byte[] buffer = new byte[64 << 10];
    try (InputStream in = open(file)) {
      for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
        out.write(buffer, 0, count);
        sent.accept(count);
      }
    }
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int read(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
