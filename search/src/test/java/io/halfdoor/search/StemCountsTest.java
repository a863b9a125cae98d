package io.halfdoor.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class StemCountsTest {

  private final StemCounts counts = new StemCounts();

  @Test
  void whatIsRememberedOfASegmentGoesWithIt() throws IOException {
    try (ByteBuffersDirectory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      for (int i = 0; i < 3; i++) {
        Document document = new Document();
        document.add(new StringField(Fields.STEM, i == 0 ? "price" : "time", Field.Store.NO));
        writer.addDocument(document);
        writer.flush();
      }
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        assertThat(count(reader, "time")).isEqualTo(2);
        assertThat(count(reader, "time")).isEqualTo(2);
        assertThat(count(reader, "absent")).isZero();
        assertThat(counts.segments()).isEqualTo(3);
      }
      writer.forceMerge(1);
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        assertThat(count(reader, "time")).isEqualTo(2);
        assertThat(counts.segments()).isEqualTo(1);
      }
    }
    assertThat(counts.segments()).isZero();
  }

  private int count(DirectoryReader reader, String stem) throws IOException {
    int count = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      count += counts.of(leaf).remember(new BytesRef(stem));
    }
    return count;
  }
}
