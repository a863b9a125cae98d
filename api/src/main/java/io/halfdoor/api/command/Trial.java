package io.halfdoor.api.command;

import io.halfdoor.api.command.JudgedFolder.Document;
import io.halfdoor.api.command.JudgedFolder.Query;
import io.halfdoor.api.meaning.OnnxEmbedder;
import io.halfdoor.search.Activity;
import io.halfdoor.search.Embedder;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Passage;
import io.halfdoor.search.SearchIndex;
import io.halfdoor.search.SearchOptions;
import io.halfdoor.search.SearchRequest;
import io.halfdoor.search.SearchResult;
import io.halfdoor.search.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The searches of a judged folder, made by the index of the server in a scratch home. */
final class Trial {

  /** How many hits are looked at, and where a rank ends. */
  static final int DEPTH = 100;

  private static final Set<String> EVERYONE = Set.of("everyone");
  private static final int BATCH = 16;

  /** So long that what is measured does not depend on how busy the machine is. */
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final JudgedFolder judged;
  private final Console console;
  private final InstantSource clock;

  Trial(JudgedFolder judged, Console console, InstantSource clock) {
    this.judged = judged;
    this.console = console;
    this.clock = clock;
  }

  /**
   * What was found for a query.
   *
   * @param found ids of documents, the first first; what has the same text as another follows it
   * @param isByMeaning whether meaning counted beside words
   */
  record Run(Query query, List<String> found, boolean isByMeaning) {

    double ndcg() {
      return query.grades().ndcg(found);
    }

    /**
     * The place of a document, counted from 1; one beyond the last that is looked at where it is
     * not found.
     */
    int rank(String document) {
      int place = found.indexOf(document);
      return place < 0 ? DEPTH + 1 : place + 1;
    }
  }

  /** The runs of all queries, in their order. */
  List<Run> runs(boolean meaning) throws IOException, InterruptedException, CommandFailed {
    try (Scratch scratch = Scratch.open("search-eval")) {
      if (!meaning) {
        return runs(scratch, null);
      }
      try (OnnxEmbedder model = model(scratch.folder().resolve("meaning"))) {
        return runs(scratch, model);
      }
    }
  }

  private static OnnxEmbedder model(Path folder) throws CommandFailed {
    try {
      return OnnxEmbedder.open(folder);
    } catch (IllegalStateException e) {
      throw new CommandFailed(e.getMessage() + " With --no-meaning searches go by words alone.", e);
    }
  }

  private List<Run> runs(Scratch scratch, @Nullable Embedder model) throws InterruptedException {
    SearchOptions options = SearchOptions.of(clock).timeout(TIMEOUT).embedder(model);
    try (SearchIndex index = SearchIndex.open(scratch.folder().resolve("index"), options)) {
      List<Entry> entries = judged.documents().values().stream().map(Trial::entry).toList();
      for (int from = 0; from < entries.size(); from += BATCH) {
        scratch.goOn();
        console.progress("documents", from, entries.size());
        int end = Math.min(from + BATCH, entries.size());
        index.apply(entries.subList(from, end), List.of(), Integer.toString(end));
      }
      console.progress("documents", entries.size(), entries.size());
      List<Run> runs = new ArrayList<>();
      for (Query query : judged.queries().values()) {
        scratch.goOn();
        console.progress("queries", runs.size(), judged.queries().size());
        runs.add(run(query, index));
      }
      console.progress("queries", runs.size(), runs.size());
      return runs;
    }
  }

  private static Run run(Query query, SearchIndex index) {
    SearchResult result = index.search(SearchRequest.of(query.text(), EVERYONE).limit(DEPTH));
    List<String> found =
        result.hits().stream()
            .flatMap(hit -> Stream.concat(Stream.of(hit.id()), hit.same().stream()))
            .distinct()
            .limit(DEPTH)
            .toList();
    return new Run(query, found, result.isByMeaning());
  }

  private static Entry entry(Document document) {
    return new Entry(
        document.id(),
        "document",
        1,
        Words.title(document.title()),
        Map.of(),
        Map.of(),
        EVERYONE,
        new Activity(Instant.EPOCH, Instant.EPOCH, 0, false),
        List.of(Passage.of(document.text())));
  }
}
