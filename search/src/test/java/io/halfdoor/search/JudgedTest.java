package io.halfdoor.search;

import static io.halfdoor.search.Shelf.EVERYONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Judged collections that nobody here wrote: what we find must be at least as good as plain BM25
 * over English stems finds in the same texts, and no worse than it was.
 */
@EnabledIfEnvironmentVariable(named = "HALFDOOR_DATA", matches = ".+")
class JudgedTest {

  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");

  @TempDir Path home;

  /** Floors are what was reached, less a little. */
  @ParameterizedTest
  @CsvSource({"nfcorpus, 0.320", "cranfield, 0.515", "stackfaq-pairs, 0.755"})
  void rankingIsNoWorseThanPlainBm25(String set, double floor) throws IOException {
    Path folder = Path.of(System.getenv("HALFDOOR_DATA")).resolve(set);
    Map<String, Map<String, String>> corpus = read(folder.resolve("corpus.jsonl"));
    Map<String, Map<String, String>> queries = read(folder.resolve("queries.jsonl"));
    Map<String, Map<String, Integer>> judged = new HashMap<>();
    List<String> lines = Files.readAllLines(folder.resolve("qrels.tsv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split("\t");
      judged
          .computeIfAbsent(parts[0], none -> new HashMap<>())
          .put(parts[1], Integer.parseInt(parts[2]));
    }
    queries.keySet().retainAll(judged.keySet());

    Map<String, List<String>> ours = ours(corpus, queries);
    Map<String, List<String>> plain = plain(corpus, queries);
    double reached = mean(judged, ours);
    double bm25 = mean(judged, plain);
    System.out.printf(
        "%s: nDCG@10 %.4f, plain BM25 %.4f, %d queries%n", set, reached, bm25, queries.size());
    assertThat(queries).hasSizeGreaterThan(100);
    assertThat(reached).isGreaterThan(floor).isGreaterThan(bm25);
  }

  private Map<String, List<String>> ours(
      Map<String, Map<String, String>> corpus, Map<String, Map<String, String>> queries) {
    Map<String, List<String>> found = new HashMap<>();
    SearchOptions patient = Shelf.OPTIONS.timeout(Duration.ofMinutes(1));
    try (SearchIndex index = SearchIndex.open(home.resolve("ours"), patient)) {
      List<Entry> entries = new ArrayList<>();
      corpus.forEach(
          (id, fields) ->
              entries.add(
                  Shelf.item(id, fields.getOrDefault("title", ""), fields.get("text")).entry()));
      index.apply(entries, List.of(), "1");
      queries.forEach(
          (id, fields) ->
              found.put(
                  id, Shelf.ids(index.search(SearchRequest.of(fields.get("text"), EVERYONE)))));
    }
    return found;
  }

  private Map<String, List<String>> plain(
      Map<String, Map<String, String>> corpus, Map<String, Map<String, String>> queries)
      throws IOException {
    Map<String, List<String>> found = new HashMap<>();
    try (MMapDirectory directory = new MMapDirectory(home.resolve("plain"));
        EnglishAnalyzer analyzer = new EnglishAnalyzer()) {
      try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
        for (Map.Entry<String, Map<String, String>> each : corpus.entrySet()) {
          Document document = new Document();
          document.add(new StringField("id", each.getKey(), Field.Store.YES));
          String text =
              each.getValue().getOrDefault("title", "") + " " + each.getValue().get("text");
          document.add(new TextField("text", text, Field.Store.NO));
          writer.addDocument(document);
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        for (Map.Entry<String, Map<String, String>> query : queries.entrySet()) {
          BooleanQuery.Builder any = new BooleanQuery.Builder();
          try (var words = analyzer.tokenStream("text", query.getValue().get("text"))) {
            var term = words.addAttribute(CharTermAttribute.class);
            words.reset();
            while (words.incrementToken()) {
              any.add(new TermQuery(new Term("text", term.toString())), Occur.SHOULD);
            }
            words.end();
          }
          List<String> ids = new ArrayList<>();
          for (ScoreDoc hit : searcher.search(any.build(), 10).scoreDocs) {
            ids.add(searcher.storedFields().document(hit.doc).get("id"));
          }
          found.put(query.getKey(), ids);
        }
      }
    }
    return found;
  }

  private static double mean(
      Map<String, Map<String, Integer>> judged, Map<String, List<String>> found) {
    return found.entrySet().stream()
        .mapToDouble(each -> ndcg(judged.getOrDefault(each.getKey(), Map.of()), each.getValue()))
        .average()
        .orElseThrow();
  }

  private static double ndcg(Map<String, Integer> grades, List<String> found) {
    double best =
        gain(grades.values().stream().sorted(Comparator.reverseOrder()).limit(10).toList());
    return best == 0
        ? 0
        : gain(found.stream().map(id -> grades.getOrDefault(id, 0)).toList()) / best;
  }

  private static double gain(Collection<Integer> grades) {
    double gain = 0;
    int rank = 1;
    for (int grade : grades) {
      gain += grade / (Math.log(++rank) / Math.log(2));
    }
    return gain;
  }

  /** Lines of flat JSON objects whose values are strings, by their {@code _id}. */
  static Map<String, Map<String, String>> read(Path file) throws IOException {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      Map<String, String> fields = new HashMap<>();
      Matcher strings = STRING.matcher(line);
      while (strings.find()) {
        String name = strings.group(1);
        if (line.startsWith(":", strings.end()) || line.startsWith(": ", strings.end())) {
          int value = line.indexOf(':', strings.end()) + 1;
          if (strings.find() && strings.start() <= value + 1) {
            fields.put(name, unescape(strings.group(1)));
          }
        }
      }
      all.put(fields.get("_id"), fields);
    }
    return all;
  }

  private static String unescape(String json) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escaped = json.charAt(++i);
      switch (escaped) {
        case 'n', 't', 'r' -> text.append(' ');
        case 'u' -> {
          text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> text.append(escaped);
      }
    }
    return text.toString();
  }
}
