package io.halfdoor.bench;

import io.halfdoor.extract.Extractor;
import io.halfdoor.search.Embedder;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Hit;
import io.halfdoor.search.Passage;
import io.halfdoor.search.SearchIndex;
import io.halfdoor.search.SearchRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How good what is found is, over judged collections that nobody here wrote: by words alone, by
 * meaning alone, by both as the product fuses them and by both with reciprocal ranks.
 */
final class Relevance {

  private static final List<String> SETS =
      List.of("nfcorpus", "cranfield", "stackfaq-pairs", "banking77", "cloudway-formats");

  /** In which the documents of the last are there, beside their plain text. */
  private static final List<String> FORMATS = List.of("md", "html", "docx", "pptx", "pdf");

  /** Hits that are looked at. */
  private static final int DEPTH = 300;

  /** As in G. Cormack, C. Clarke and S. Büttcher, <i>Reciprocal Rank Fusion</i>, SIGIR 2009. */
  private static final int RRF = 60;

  private final Settings settings;

  Relevance(Settings settings) {
    this.settings = settings;
  }

  void measure(PrintStream out) throws IOException {
    out.println("| set | queries | words | meaning | RRF | fused | fused: recall@100 | MRR@10 |");
    out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    try (Remembered model = Remembered.open(settings)) {
      for (String set : SETS) {
        out.println(line(Judged.read(settings.data().resolve(set)), model));
      }
      for (String format : FORMATS) {
        out.println(line(fromFiles(format), model));
      }
    }
  }

  /** The documents of one format, read as the server reads what is put in. */
  private Judged fromFiles(String format) throws IOException {
    Path folder = settings.data().resolve("cloudway-formats");
    List<Entry> entries = new ArrayList<>();
    try (Extractor extractor = new Extractor(Extractor.Options.defaults());
        Stream<Path> files = Files.list(folder.resolve("files").resolve(format))) {
      for (Path file : files.sorted().toList()) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.lastIndexOf('.'));
        List<Passage> passages = new ArrayList<>();
        extractor
            .extract(file, fileName)
            .passages()
            .forEach(read -> passages.add(new Passage(read.headings(), null, read.text())));
        entries.add(Judged.entry("CloudWay-24/" + name, name.strip(), passages));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    Judged judged = Judged.read(folder, entries);
    return new Judged(judged.name() + ": " + format, entries, judged.queries(), judged.grades());
  }

  private String line(Judged set, Embedder model) throws IOException {
    Map<String, List<Hit>> words = hits(set, null);
    Map<String, List<Hit>> fused = hits(set, model);
    Map<String, List<String>> byWords = new HashMap<>();
    Map<String, List<String>> byMeaning = new HashMap<>();
    Map<String, List<String>> byRank = new HashMap<>();
    Map<String, List<String>> asFused = new HashMap<>();
    fused.forEach(
        (query, hits) -> {
          List<String> lexical = ids(words.getOrDefault(query, List.of()));
          List<String> semantic =
              ids(
                  hits.stream()
                      .filter(hit -> meaning(hit) > 0)
                      .sorted(Comparator.comparingDouble(hit -> -meaning(hit)))
                      .toList());
          byWords.put(query, lexical);
          byMeaning.put(query, semantic);
          byRank.put(query, fusedByRank(lexical, semantic));
          asFused.put(query, ids(hits));
        });
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %.4f | %.4f | %.4f | %.4f | %.3f | %.3f |",
        set.name(),
        set.queries().size(),
        set.ndcg(byWords),
        set.ndcg(byMeaning),
        set.ndcg(byRank),
        set.ndcg(asFused),
        set.recall(asFused),
        set.reciprocalRank(asFused));
  }

  private Map<String, List<Hit>> hits(Judged set, @Nullable Embedder model) throws IOException {
    String name = "judged-" + set.name().replace(": ", "-") + (model == null ? "-words" : "");
    Path folder = Files.createDirectories(settings.folder(name));
    List<Entry> entries = set.entries();
    Map<String, List<Hit>> hits = new LinkedHashMap<>();
    try (SearchIndex index = Search.open(folder, model)) {
      if (index.status().entries() != entries.size()) {
        Search.rebuild(index, entries);
      }
      set.queries()
          .forEach(
              (id, text) ->
                  hits.put(
                      id,
                      index.search(SearchRequest.of(text, Labelled.EVERYONE).limit(DEPTH)).hits()));
    }
    return hits;
  }

  private static double meaning(Hit hit) {
    Double meaning = hit.why().meaning();
    return meaning == null ? 0 : meaning;
  }

  private static List<String> ids(List<Hit> hits) {
    Set<String> ids = new LinkedHashSet<>();
    hits.forEach(
        hit -> {
          ids.add(hit.id());
          ids.addAll(hit.same());
        });
    return List.copyOf(ids);
  }

  private static List<String> fusedByRank(List<String> one, List<String> other) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (List<String> ranked : List.of(one, other)) {
      for (int i = 0; i < Math.min(100, ranked.size()); i++) {
        scores.merge(ranked.get(i), 1.0 / (RRF + i + 1), Double::sum);
      }
    }
    List<String> ids = new ArrayList<>(scores.keySet());
    ids.sort(Comparator.comparingDouble(id -> -scores.getOrDefault(id, 0.0)));
    return ids;
  }
}
