package io.halfdoor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawLuceneTest {

  @TempDir private Path folder;

  @Test
  void whatIsMeasuredAgainstFindsTitlesAndPhrasesAndHidesWhatIsForOthers() throws Exception {
    Corpus corpus = new Corpus(42);
    int items = 300;
    RawLucene.build(folder, corpus, items);
    try (RawLucene lucene = new RawLucene(folder)) {
      for (int number = 0; number < items; number++) {
        Corpus.Item item = corpus.item(number);
        String words = item.title().replaceAll(".*: ", "");
        List<String> found =
            lucene.search(words, Set.of(Entries.readers(item))).stream()
                .map(hit -> hit.stored().get("title"))
                .toList();
        assertThat(found).as(words).isNotEmpty();
        if (found.size() < 10) {
          assertThat(found).as(words).contains(item.title());
        }
      }
      Corpus.Item visible = corpus.item(firstFor(corpus, "everyone"));
      String phrase = "\"" + visible.passages().getFirst().split("[.]")[0] + "\"";
      List<RawLucene.Hit> hits = lucene.search(phrase, Set.of("everyone"));
      assertThat(hits.getFirst().stored().get("title")).isEqualTo(visible.title());
      assertThat(hits.getFirst().body()).contains("<b>");
      assertThat(lucene.search(phrase, Set.of("team:nobody"))).isEmpty();
    }
  }

  private static int firstFor(Corpus corpus, String readers) {
    int number = 0;
    while (!Entries.readers(corpus.item(number)).equals(readers)) {
      number++;
    }
    return number;
  }
}
