package io.halfdoor.api.importing;

import io.halfdoor.api.importing.TextShelf.Text;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.TextBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * An archive of texts, each a row. They come in the order of their names, but none before those of
 * the archive that it needs. Those that lead in a circle are refused.
 *
 * <p>All are read once when it is opened, to know that order, and of each no more is kept than what
 * it is known by and needs.
 */
final class TextSource implements Source {

  private static final String DAMAGED = "The archive is damaged where this file is.";

  private final ZipSource zip;
  private final TextShelf shelf;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> files = new HashMap<>();
  private final List<String> order;
  private int number;

  /**
   * What is known of a file.
   *
   * @param externalId null where it cannot be read
   * @param needs external ids
   * @param faults why it is passed over, or cannot be read
   */
  private record Entry(
      @Nullable String externalId, Set<String> needs, boolean skipped, List<Fault> faults) {

    static Entry skipped(String why) {
      return new Entry(null, Set.of(), true, List.of(Fault.at("", why)));
    }

    Entry circling() {
      String why = "What it needs leads in a circle, in which none can be first: ";
      return new Entry(
          externalId,
          needs,
          false,
          List.of(Fault.at("", why + String.join(", ", new TreeSet<>(needs)) + ".")));
    }

    static Entry unreadable(List<Fault> faults) {
      return new Entry(null, Set.of(), false, faults);
    }
  }

  private TextSource(ZipSource zip, TextShelf shelf) throws IOException {
    this.zip = zip;
    this.shelf = shelf;
    for (RawRow row = zip.next(); row != null; row = zip.next()) {
      String file = Objects.requireNonNull(row.file());
      Entry entry = entry(file);
      entries.put(file, entry);
      if (entry.externalId() != null) {
        files.putIfAbsent(entry.externalId(), file);
      }
    }
    this.order = ordered();
  }

  /**
   * Opens an archive that is safe to read.
   *
   * @throws Problem when it is damaged, encrypted or hostile
   */
  static TextSource open(Path file, TextShelf shelf) throws IOException {
    ZipSource zip = ZipSource.ofFiles(file);
    try {
      return new TextSource(zip, shelf);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private Entry entry(String file) throws IOException {
    String name = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".md")) {
      return Entry.skipped("It is no Markdown: the name does not end in .md.");
    }
    if (name.equals("readme.md")) {
      return Entry.skipped("A README is for people; under another name it would be taken in.");
    }
    try {
      Text text = text(file);
      return new Entry(text.externalId(), text.needs(), false, List.of());
    } catch (Problem unreadable) {
      return Entry.unreadable(Importer.faults(unreadable));
    }
  }

  private List<String> ordered() {
    List<String> ordered = new ArrayList<>();
    Set<String> left = new LinkedHashSet<>(entries.keySet());
    while (!left.isEmpty()) {
      List<String> free =
          left.stream().filter(file -> Collections.disjoint(needs(file), left)).toList();
      if (free.isEmpty()) {
        left.forEach(file -> entries.computeIfPresent(file, (_, entry) -> entry.circling()));
        ordered.addAll(left);
        return ordered;
      }
      ordered.addAll(free);
      free.forEach(left::remove);
    }
    return ordered;
  }

  /** The files that one needs: of the archive, and other than itself. */
  private Collection<String> needs(String file) {
    Set<String> needed = new LinkedHashSet<>();
    for (String name : Objects.requireNonNull(entries.get(file)).needs()) {
      String other = files.get(name);
      if (other != null && !other.equals(file)) {
        needed.add(other);
      }
    }
    return needed;
  }

  /** The files that one needs, and those that these need, in the order in which they come. */
  List<String> before(String file) {
    Set<String> all = new HashSet<>();
    List<String> open = new ArrayList<>(needs(file));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (all.add(next)) {
        open.addAll(needs(next));
      }
    }
    all.remove(file);
    return order.stream().filter(all::contains).toList();
  }

  @Override
  public @Nullable RawRow next() {
    if (number == order.size()) {
      return null;
    }
    String file = order.get(number++);
    Entry entry = Objects.requireNonNull(entries.get(file));
    return RawRow.text(number, file, entry.externalId(), entry.skipped(), entry.faults());
  }

  /**
   * What a file says.
   *
   * @throws Problem when it is no such text
   */
  Text text(String file) throws IOException {
    try (InputStream in = file(file).orElseThrow()) {
      return shelf.read(TextBody.read(in));
    } catch (ZipException e) {
      throw Problem.invalid(Fault.at("", DAMAGED));
    }
  }

  @Override
  public Optional<InputStream> file(String name) throws IOException {
    return zip.file(name);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
