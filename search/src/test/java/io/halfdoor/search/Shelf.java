package io.halfdoor.search;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An index for a test, and short ways to put entries in and to ask for their ids. */
final class Shelf implements AutoCloseable {

  static final Set<String> EVERYONE = Set.of("everyone");
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final SearchOptions OPTIONS = SearchOptions.of(InstantSource.fixed(NOON));

  final SearchIndex index;
  private int batches;

  Shelf(Path home) {
    index = SearchIndex.open(home, OPTIONS);
  }

  Shelf put(Entry... entries) {
    index.apply(List.of(entries), List.of(), "batch-" + ++batches);
    return this;
  }

  /** An entry that everyone may see, of kind deck. */
  static Draft item(String id, String title, String... passages) {
    Draft draft = new Draft(id);
    draft.title = title;
    Arrays.stream(passages).map(Passage::of).forEach(draft.passages::add);
    return draft;
  }

  SearchRequest request(String text) {
    return SearchRequest.of(text, EVERYONE);
  }

  SearchResult search(String text) {
    return index.search(request(text));
  }

  List<String> ids(String text) {
    return ids(search(text));
  }

  static List<String> ids(SearchResult result) {
    return result.hits().stream().map(Hit::id).toList();
  }

  static String marked(Marked marked) {
    StringBuilder shown = new StringBuilder();
    int at = 0;
    for (Marked.Range range : marked.ranges()) {
      shown.append(marked.text(), at, range.start()).append('[');
      shown.append(marked.text(), range.start(), range.end()).append(']');
      at = range.end();
    }
    return shown.append(marked.text().substring(at)).toString();
  }

  @Override
  public void close() {
    index.close();
  }

  /** What becomes an entry. */
  static final class Draft {

    final String id;
    String kind = "deck";
    long version = 1;
    String title = "";
    String summary = "";
    String fileName = "";
    String language = "";
    final List<String> phrasings = new ArrayList<>();
    final List<String> externalIds = new ArrayList<>();
    final Map<String, List<String>> labels = new LinkedHashMap<>();
    final Map<String, List<String>> fields = new LinkedHashMap<>();
    Set<String> audience = EVERYONE;
    Instant updatedAt = NOON;
    long uses;
    @Nullable Activity activity;
    final List<Passage> passages = new ArrayList<>();

    Draft(String id) {
      this.id = id;
    }

    Draft kind(String its) {
      kind = its;
      return this;
    }

    Draft version(long its) {
      version = its;
      return this;
    }

    Draft summary(String its) {
      summary = its;
      return this;
    }

    Draft fileName(String its) {
      fileName = its;
      return this;
    }

    Draft language(String its) {
      language = its;
      return this;
    }

    Draft phrasings(String... others) {
      phrasings.addAll(List.of(others));
      return this;
    }

    Draft externalId(String one) {
      externalIds.add(one);
      return this;
    }

    Draft label(String key, String... values) {
      labels.put(key, List.of(values));
      return this;
    }

    Draft field(String name, String... values) {
      fields.put(name, List.of(values));
      return this;
    }

    Draft audience(String... terms) {
      audience = Set.of(terms);
      return this;
    }

    Draft updatedAt(Instant time) {
      updatedAt = time;
      return this;
    }

    Draft uses(long count) {
      uses = count;
      return this;
    }

    /** In place of times and uses given apart. */
    Draft activity(Activity its) {
      activity = its;
      return this;
    }

    Draft passage(Passage passage) {
      passages.add(passage);
      return this;
    }

    Entry entry() {
      return new Entry(
          id,
          kind,
          version,
          new Words(title, phrasings, summary, fileName, externalIds, language),
          labels,
          fields,
          audience,
          activity == null ? new Activity(NOON, updatedAt, uses, false) : activity,
          passages);
    }
  }
}
