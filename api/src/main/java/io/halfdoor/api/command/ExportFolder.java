package io.halfdoor.api.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with what was exported: a file for each item, and beside them {@code .halfdoor-export},
 * the list of these files with the external ids that they are of.
 *
 * <p>The list is what is believed: a file on it is this folder's to write and, once its item is
 * gone, to remove; nothing else ever is removed. It names a file before that is written and until
 * it is removed, so whatever interrupts an export, the next one knows its own. What people wrote
 * beside them for an item becomes its file.
 */
final class ExportFolder {

  /** Where the files of a kind are, in the order in which they can be imported. */
  static final Map<String, String> FOLDERS = folders();

  private static final String LIST = ".halfdoor-export";
  private static final Pattern OWN =
      Pattern.compile(
          "(objections|templates|templates/snippets)/[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]{0,199}\\.md");
  private static final Pattern EXTERNAL_ID =
      Pattern.compile("\\A---\\R(?:.+\\R)*?externalId: +(['\"]?)(.+)\\1 *(?:\\R|\\z)");
  private static final int HEAD = 2_000;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;
  private final SortedMap<String, String> files;

  private ExportFolder(Path folder, SortedMap<String, String> files) {
    this.folder = folder;
    this.files = files;
  }

  private static Map<String, String> folders() {
    Map<String, String> folders = new LinkedHashMap<>();
    folders.put("objection", "objections"); // templates name them
    folders.put("template", "templates");
    return folders;
  }

  /**
   * An item to be written.
   *
   * @param folder below this one
   * @param name what its file is called after
   */
  record Piece(String folder, String externalId, String name, Text text) {}

  /** What the file of an item says. */
  interface Text {
    String read() throws CommandFailed, InterruptedException;
  }

  /** How many files are others now, and which are gone. */
  record Written(int changed, List<String> removed) {}

  /** Whether an export was written there. */
  static boolean isAt(Path folder) {
    return Files.isRegularFile(folder.resolve(LIST));
  }

  /** A folder to write to: one of a former export, or one that has nothing where it would write. */
  static ExportFolder open(Path folder) throws IOException, CommandFailed {
    if (isAt(folder)) {
      return new ExportFolder(folder, read(folder.resolve(LIST)));
    }
    for (String own : FOLDERS.values()) {
      Path inner = folder.resolve(own);
      if (Files.isDirectory(inner)) {
        try (Stream<Path> there = Files.list(inner)) {
          if (there.findAny().isPresent()) {
            throw new CommandFailed(
                inner + " has files in it that no export has written. Name another folder.");
          }
        }
      }
    }
    Files.createDirectories(folder);
    return new ExportFolder(folder, new TreeMap<>());
  }

  private static SortedMap<String, String> read(Path list) throws IOException, CommandFailed {
    SortedMap<String, String> files;
    try {
      files =
          JSON.readValue(Files.readAllBytes(list), new TypeReference<TreeMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new CommandFailed(list + " is not as an export leaves it.", e);
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (!OWN.matcher(file.getKey()).matches() || file.getValue() == null) {
        throw new CommandFailed(list + " names what no export has written: " + file.getKey());
      }
    }
    return files;
  }

  /**
   * Writes the files of these items and removes those of other items.
   *
   * @param kind the folder of their kind
   * @param progress told how many are done
   */
  Written write(String kind, List<Piece> pieces, IntConsumer progress)
      throws CommandFailed, InterruptedException, IOException {
    requireNoLinks();
    Map<String, Piece> wanted = named(kind, pieces);
    wanted.forEach((file, piece) -> files.put(file, piece.externalId()));
    writeList();
    int changed = 0;
    int done = 0;
    for (Map.Entry<String, Piece> each : wanted.entrySet()) {
      if (replace(folder.resolve(each.getKey()), each.getValue().text().read())) {
        changed++;
      }
      done++;
      progress.accept(done);
    }
    List<String> gone =
        files.keySet().stream()
            .filter(file -> file.startsWith(kind + "/") && !wanted.containsKey(file))
            .toList();
    List<String> removed = new ArrayList<>();
    for (String file : gone) {
      if (Files.deleteIfExists(folder.resolve(file))) {
        removed.add(file);
      }
      files.remove(file);
    }
    writeList();
    return new Written(changed, removed);
  }

  /** A link may lead anywhere, and what is written there is not in this folder. */
  private void requireNoLinks() throws CommandFailed {
    for (String inner : List.of("objections", "templates", "templates/snippets")) {
      if (Files.isSymbolicLink(folder.resolve(inner))) {
        throw new CommandFailed(folder.resolve(inner) + " is a symbolic link.");
      }
    }
  }

  /** The items by their files. One that has a file keeps it, whatever it is called now. */
  private Map<String, Piece> named(String kind, List<Piece> pieces) throws IOException {
    Map<String, String> present = present(kind);
    Map<String, Piece> named = new TreeMap<>();
    List<Piece> fresh = new ArrayList<>();
    for (Piece piece : pieces) {
      String file = present.get(piece.externalId());
      if (file == null || named.putIfAbsent(file, piece) != null) {
        fresh.add(piece);
      }
    }
    fresh.sort(Comparator.comparing(Piece::externalId));
    for (Piece piece : fresh) {
      FileName name = FileName.of(piece.name());
      String plain = piece.folder() + "/" + name.plain() + ".md";
      boolean isFree =
          !named.containsKey(plain)
              && !files.containsKey(plain)
              && !Files.exists(folder.resolve(plain));
      named.put(
          isFree && !name.isReserved()
              ? plain
              : piece.folder() + "/" + name.apart(piece.externalId()) + ".md",
          piece);
    }
    return named;
  }

  /** The files of a kind by external ids: those on the list, and what people wrote beside them. */
  private Map<String, String> present(String kind) throws IOException {
    Map<String, String> present = new HashMap<>();
    Path inner = folder.resolve(kind);
    if (Files.isDirectory(inner)) {
      try (Stream<Path> all = Files.walk(inner)) {
        for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
          String file = folder.relativize(each).toString().replace('\\', '/');
          if (OWN.matcher(file).matches()) {
            externalId(each).ifPresent(externalId -> present.putIfAbsent(externalId, file));
          }
        }
      }
    }
    files.forEach(
        (file, externalId) -> {
          if (file.startsWith(kind + "/")) {
            present.put(externalId, file);
          }
        });
    return present;
  }

  private static Optional<String> externalId(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Matcher said = EXTERNAL_ID.matcher(new String(in.readNBytes(HEAD), StandardCharsets.UTF_8));
      return said.find() ? Optional.of(said.group(2)) : Optional.empty();
    }
  }

  private void writeList() throws IOException {
    replace(folder.resolve(LIST), JSON.writeValueAsString(files) + "\n");
  }

  /** Whether the file says something else now. It is replaced whole, or not at all. */
  private boolean replace(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
      return false;
    }
    Files.createDirectories(Objects.requireNonNull(file.getParent())); // it is in this folder
    Path part = folder.resolve(LIST + ".part");
    Files.write(part, bytes);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }
}
