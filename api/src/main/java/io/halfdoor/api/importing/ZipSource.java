package io.halfdoor.api.importing;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * An archive: the rows of its manifest and the files that they name, or each file a row.
 *
 * <p>The manifest is {@code items.jsonl} or {@code items.csv}, at the top or in the one folder that
 * everything is in. Hidden files, and what macOS adds to an archive, are passed over.
 *
 * <p>Nothing of it is ever unpacked to a place that the archive names.
 */
final class ZipSource implements Source {

  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 2L << 30;
  private static final int MOST_RATIO = 100;

  /** Below this size an archive may expand as it likes: a table of blanks does. */
  private static final long HARMLESS = 1 << 20;

  private static final Map<String, Format> MANIFESTS =
      Map.of("items.jsonl", Format.JSON_LINES, "items.csv", Format.CSV);

  private final ZipFile zip;
  private final String folder;
  private final Map<String, ZipEntry> files;
  private final @Nullable RowReader manifest;
  private final Set<String> named = new HashSet<>();
  private final List<String> rest = new ArrayList<>();
  private int number;
  private boolean isRest;

  private ZipSource(ZipFile zip, Map<String, ZipEntry> entries, @Nullable ZipEntry table)
      throws IOException {
    this.zip = zip;
    String name = table == null ? "" : table.getName();
    this.folder = name.substring(0, name.lastIndexOf('/') + 1);
    this.files = new LinkedHashMap<>(entries);
    this.files.remove(name);
    this.manifest =
        table == null
            ? null
            : RowReader.of(
                MANIFESTS.getOrDefault(baseName(name), Format.CSV), new Whole(zip, table));
  }

  /**
   * Opens an archive that is safe to read.
   *
   * @throws Problem when it is damaged, encrypted or hostile
   */
  static ZipSource open(Path file) throws IOException {
    return open(file, ZipSource::manifest);
  }

  /** The same, in which no file says what the others are. */
  static ZipSource ofFiles(Path file) throws IOException {
    return open(file, entries -> null);
  }

  private static ZipSource open(
      Path file, Function<Map<String, ZipEntry>, @Nullable ZipEntry> manifest) throws IOException {
    ZipEnd.check(file, MOST_ENTRIES);
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      boolean encrypted = String.valueOf(e.getMessage()).contains("encrypted");
      throw Problem.unreadable(
          encrypted
              ? "The archive is encrypted; send one that is not."
              : "The archive is damaged, or packed in a way that is not known here.");
    }
    try {
      Map<String, ZipEntry> entries = checked(zip, file.toFile().length());
      return new ZipSource(zip, entries, manifest.apply(entries));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** The entries that are files, by name and in the order of their names. */
  private static Map<String, ZipEntry> checked(ZipFile zip, long packed) {
    List<ZipEntry> entries = new ArrayList<>(zip.stream().limit(MOST_ENTRIES + 1L).toList());
    if (entries.size() > MOST_ENTRIES) {
      throw ZipEnd.tooMany(MOST_ENTRIES);
    }
    entries.sort(Comparator.comparing(ZipEntry::getName));
    long size = 0;
    Map<String, ZipEntry> files = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : entries) {
      String name = entry.getName();
      if (!isPlain(name)) {
        throw refused(name, "leads out of the archive, or is no name for a file");
      }
      if (!names.add(name)) {
        throw refused(name, "is there twice");
      }
      size += entry.getSize();
      if (entry.getSize() < 0 || size > MOST_BYTES) {
        throw Problem.tooLarge(
            "The files of the archive have more than " + MOST_BYTES + " bytes together.");
      }
      if (!entry.isDirectory() && !isHidden(name)) {
        files.put(name, entry);
      }
    }
    if (size > HARMLESS && size / MOST_RATIO > packed) {
      throw Problem.tooLarge("The archive expands to more than " + MOST_RATIO + " times its size.");
    }
    return files;
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty()
        && name.chars().noneMatch(one -> one < ' ' || one == '\\' || one == 0x7F)
        && !name.startsWith("/")
        && !name.matches("(?s)[A-Za-z]:.*")
        && List.of(name.split("/", -1)).stream()
            .noneMatch(part -> part.equals("..") || part.equals("."));
  }

  private static boolean isHidden(String name) {
    return name.startsWith("__MACOSX/")
        || List.of(name.split("/", -1)).stream().anyMatch(part -> part.startsWith("."));
  }

  private static Problem refused(String name, String why) {
    String shown = name.length() > 200 ? name.substring(0, 200) + "..." : name;
    return Problem.invalid(
        Fault.at("", "The archive has an entry whose name " + why + ": " + shown));
  }

  /** The one table that says what the files are; null where each stands for itself. */
  private static @Nullable ZipEntry manifest(Map<String, ZipEntry> entries) {
    Set<String> tops = new HashSet<>();
    entries.keySet().forEach(name -> tops.add(name.substring(0, name.indexOf('/') + 1)));
    String top = tops.size() == 1 ? tops.iterator().next() : "";
    List<ZipEntry> found =
        MANIFESTS.keySet().stream()
            .map(name -> entries.get(top + name))
            .filter(entry -> entry != null)
            .toList();
    if (found.size() > 1) {
      throw Problem.invalid(Fault.at("", "The archive has two manifests; it is to have one."));
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  private static String baseName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public @Nullable RawRow next() throws IOException {
    RawRow row = manifest == null || isRest ? null : manifest.next();
    if (row != null) {
      number = row.number();
      if (row.file() != null) {
        named.add(folder + row.file());
      }
      return row;
    }
    if (!isRest) {
      isRest = true;
      rest.addAll(files.keySet());
      rest.removeAll(named);
    }
    return rest.isEmpty() ? null : RawRow.file(++number, rest.removeFirst(), manifest != null);
  }

  @Override
  public Optional<InputStream> file(String name) throws IOException {
    ZipEntry entry = files.get(folder + name);
    return entry == null ? Optional.empty() : Optional.of(new Whole(zip, entry));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** The bytes of an entry: as many as the directory says, and those that it says. */
  private static final class Whole extends InputStream {

    private final InputStream in;
    private final ZipEntry entry;
    private final CRC32 sum = new CRC32();
    private long rest;

    Whole(ZipFile zip, ZipEntry entry) throws IOException {
      this.in = zip.getInputStream(entry);
      this.entry = entry;
      this.rest = entry.getSize();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = in.read(into, offset, length);
      if (count > 0) {
        rest -= count;
        sum.update(into, offset, count);
      }
      boolean wrong = count < 0 && (rest > 0 || sum.getValue() != entry.getCrc());
      if (rest < 0 || wrong) {
        throw new ZipException("not the bytes that the directory tells of");
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
