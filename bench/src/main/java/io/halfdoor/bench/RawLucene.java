package io.halfdoor.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

/**
 * What one would write by hand to search a corpus with Lucene and nothing else: the measure of what
 * Halfdoor's own index costs on top.
 *
 * <p>One document an item; all words of a short query in any of four fields (BM25F by {@link
 * CombinedFieldQuery}), of a long one a quarter; the audience as a filter; the ten best, their
 * stored fields read, title and body highlighted by the {@link UnifiedHighlighter} from offsets in
 * the postings.
 */
final class RawLucene implements Closeable {

  private static final String TITLE = "title";
  private static final String LABELS = "labels";
  private static final String SUMMARY = "summary";
  private static final String BODY = "body";
  private static final String AUDIENCE = "audience";

  /** Of a query of more words, some are enough. */
  private static final int MOST_REQUIRED = 4;

  private static final FieldType WITH_OFFSETS = new FieldType(TextField.TYPE_STORED);

  static {
    WITH_OFFSETS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    WITH_OFFSETS.freeze();
  }

  private final Analyzer analyzer = new EnglishAnalyzer();
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final UnifiedHighlighter highlighter;

  /** Opens what {@link #build} has made. */
  RawLucene(Path folder) throws IOException {
    reader = DirectoryReader.open(FSDirectory.open(folder));
    searcher = new IndexSearcher(reader);
    highlighter = UnifiedHighlighter.builder(searcher, analyzer).build();
  }

  static void build(Path folder, Corpus corpus, int items) throws IOException {
    try (Analyzer analyzer = new EnglishAnalyzer();
        IndexWriter writer =
            new IndexWriter(
                FSDirectory.open(folder), new IndexWriterConfig(analyzer).setRAMBufferSizeMB(64))) {
      IntStream.range(0, items)
          .parallel()
          .forEach(
              number -> {
                try {
                  writer.addDocument(document(corpus.item(number)));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      writer.commit();
    }
  }

  private static Document document(Corpus.Item item) {
    Document document = new Document();
    document.add(new Field(TITLE, item.title(), WITH_OFFSETS));
    document.add(new Field(SUMMARY, item.summary(), TextField.TYPE_STORED));
    item.labels()
        .values()
        .forEach(
            values ->
                values.forEach(
                    value -> document.add(new Field(LABELS, value, TextField.TYPE_STORED))));
    document.add(new Field(BODY, item.text(), WITH_OFFSETS));
    document.add(new StringField(AUDIENCE, Entries.readers(item), Field.Store.NO));
    return document;
  }

  /** A hit as it would be shown. */
  record Hit(Document stored, String title, String body) {}

  /** The ten best for the words of a text; a text in quotes is a phrase. */
  List<Hit> search(String text, Set<String> audience) throws IOException {
    Query words = text.startsWith("\"") ? phrase(text) : words(text);
    Query query =
        new BooleanQuery.Builder()
            .add(words, Occur.MUST)
            .add(
                new TermInSetQuery(AUDIENCE, audience.stream().map(BytesRef::new).toList()),
                Occur.FILTER)
            .build();
    TopDocs top = searcher.search(query, 10);
    Map<String, String[]> marked =
        highlighter.highlightFields(new String[] {TITLE, BODY}, words, top, new int[] {1, 1});
    String[] titles = Objects.requireNonNull(marked.get(TITLE));
    String[] bodies = Objects.requireNonNull(marked.get(BODY));
    StoredFields stored = searcher.storedFields();
    List<Hit> hits = new ArrayList<>();
    for (ScoreDoc each : top.scoreDocs) {
      Document document = stored.document(each.doc, Set.of(TITLE, SUMMARY, LABELS));
      hits.add(new Hit(document, titles[hits.size()], bodies[hits.size()]));
    }
    return hits;
  }

  private Query words(String text) throws IOException {
    List<String> terms = terms(text);
    if (terms.isEmpty()) {
      return MatchNoDocsQuery.INSTANCE;
    }
    boolean required = terms.size() <= MOST_REQUIRED;
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (String term : terms) {
      Query anywhere =
          new CombinedFieldQuery.Builder(term)
              .addField(TITLE, 5)
              .addField(LABELS, 3)
              .addField(SUMMARY, 2)
              .addField(BODY)
              .build();
      all.add(anywhere, required ? Occur.MUST : Occur.SHOULD);
    }
    return all.setMinimumNumberShouldMatch(required ? 0 : terms.size() / 4).build();
  }

  private Query phrase(String text) {
    Query phrase = new QueryBuilder(analyzer).createPhraseQuery(BODY, text);
    return phrase == null ? MatchNoDocsQuery.INSTANCE : phrase;
  }

  private List<String> terms(String text) throws IOException {
    List<String> terms = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream(BODY, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        terms.add(term.toString());
      }
      tokens.end();
    }
    return terms;
  }

  int segments() {
    return reader.leaves().size();
  }

  @Override
  public void close() throws IOException {
    reader.close();
    analyzer.close();
  }
}
