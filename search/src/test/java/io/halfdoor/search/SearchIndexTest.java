package io.halfdoor.search;

import static io.halfdoor.search.Shelf.EVERYONE;
import static io.halfdoor.search.Shelf.OPTIONS;
import static io.halfdoor.search.Shelf.ids;
import static io.halfdoor.search.Shelf.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of an index: opening, applying, crashing, rebuilding. */
@Timeout(120)
class SearchIndexTest {

  @TempDir Path home;

  private static List<String> all(SearchIndex index) {
    return ids(index.search(SearchRequest.of("", EVERYONE).limit(1_000))).stream()
        .sorted()
        .toList();
  }

  private static Set<EntryVersion> versions(SearchIndex index) {
    Set<EntryVersion> versions = new HashSet<>();
    index.versions(version -> assertThat(versions.add(version)).as("%s twice", version).isTrue());
    return versions;
  }

  private List<Path> generations() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  @Test
  void whatIsAppliedIsFoundAtOnceAndReplacedAndRemovedByItsId() {
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      assertThat(index.position()).isEmpty();
      index.apply(
          List.of(item("a", "Alpha", "one", "two").entry(), item("b", "Beta").entry()),
          List.of(),
          "1/2");
      assertThat(index.position()).contains("1/2");
      assertThat(all(index)).containsExactly("a", "b");
      index.apply(
          List.of(item("a", "Gamma").version(2).kind("card").entry()),
          List.of("b", "never"),
          "1/3");
      assertThat(all(index)).containsExactly("a");
      assertThat(ids(index.search(SearchRequest.of("alpha", EVERYONE)))).isEmpty();
      assertThat(ids(index.search(SearchRequest.of("two", EVERYONE)))).isEmpty();
      assertThat(versions(index))
          .containsExactly(EntryVersion.of(item("a", "Gamma").version(2).kind("card").entry()));
      assertThat(index.status().entries()).isEqualTo(1);
      assertThat(index.status().position()).isEqualTo("1/3");
      index.apply(
          List.of(item("a", "Delta").version(3).entry(), item("a", "Epsilon").version(4).entry()),
          List.of(),
          "1/4");
      assertThat(versions(index))
          .containsExactly(EntryVersion.of(item("a", "Epsilon").version(4).entry()));
    }
  }

  @Test
  void theDigestTellsApartWhateverDiffersInAnEntryAndNothingElse() {
    Entry entry = item("a", "Alpha", "one", "two").entry();
    long digest = EntryVersion.of(entry).digest();
    assertThat(EntryVersion.of(item("a", "Alpha", "one", "two").entry()).digest())
        .isEqualTo(digest);
    List<Entry> others =
        List.of(
            item("a", "Alpha", "one", "three").entry(),
            item("a", "Alpha", "two", "one").entry(),
            item("a", "Alpha", "one").entry(),
            item("a", "Beta", "one", "two").entry(),
            with(entry, Set.of("everyone", "marketing"), entry.activity()),
            with(entry, Set.of(), entry.activity()),
            with(entry, entry.audience(), new Activity(Shelf.NOON, Shelf.NOON, 1, false)),
            with(entry, entry.audience(), new Activity(Shelf.NOON, Shelf.NOON, 0, true)));
    assertThat(others.stream().map(other -> EntryVersion.of(other).digest()).distinct())
        .hasSameSizeAs(others)
        .doesNotContain(digest);
  }

  private static Entry with(Entry entry, Set<String> audience, Activity activity) {
    return new Entry(
        entry.id(),
        entry.kind(),
        entry.version(),
        entry.words(),
        entry.labels(),
        entry.fields(),
        audience,
        activity,
        entry.passages());
  }

  @Test
  void aClosedIndexOpensWhereItWasAndACopyOfARunningOneAtItsLastCommit() throws IOException {
    Path copy = home.resolveSibling(home.getFileName() + "-copy");
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      index.apply(List.of(item("a", "Alpha").entry()), List.of(), "1");
      assertThat(index.status().committedAt()).isNull();
      index.commit();
      assertThat(index.status().committedAt()).isEqualTo(Shelf.NOON);
      index.apply(List.of(item("b", "Beta").entry()), List.of(), "2");
      copy(home, copy);
    }
    try (SearchIndex index = SearchIndex.open(copy, OPTIONS)) {
      assertThat(index.position()).contains("1");
      assertThat(all(index)).containsExactly("a");
    }
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      assertThat(index.position()).contains("2");
      assertThat(all(index)).containsExactly("a", "b");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().endsWith(".lock")) {
          Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
      }
    }
  }

  @Test
  void aSecondProcessIsRefusedAndHarmsNothing() {
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      index.apply(List.of(item("a", "Alpha").entry()), List.of(), "1");
      assertThatThrownBy(() -> SearchIndex.open(home, OPTIONS))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(all(index)).containsExactly("a");
    }
  }

  @Test
  void anIndexOfAnotherSchemaIsDiscarded() throws IOException {
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      index.apply(List.of(item("a", "Alpha").entry()), List.of(), "1");
    }
    try (MMapDirectory directory = new MMapDirectory(generations().getFirst());
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.setLiveCommitData(java.util.Map.of("schema", "another", "position", "1").entrySet());
      writer.commit();
    }
    assertThatAnEmptyOneIsOpened();
  }

  private void assertThatAnEmptyOneIsOpened() throws IOException {
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      assertThat(index.position()).isEmpty();
      assertThat(all(index)).isEmpty();
      index.apply(List.of(item("b", "Beta").entry()), List.of(), "2");
    }
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      assertThat(index.position()).contains("2");
      assertThat(all(index)).containsExactly("b");
    }
    assertThat(generations()).hasSize(1);
  }

  @Test
  void aFlippedByteInAnyFileIsFoundOutAndTheIndexDiscarded() throws IOException {
    Random random = new Random(11);
    for (int round = 0; round < 25; round++) {
      try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
        Entry[] entries = new Entry[30];
        for (int i = 0; i < entries.length; i++) {
          entries[i] = item("id" + i, "Title " + i, "body text " + random.nextInt()).entry();
        }
        index.apply(List.of(entries), List.of(), "9");
      }
      List<Path> files;
      try (Stream<Path> inside = Files.list(generations().getFirst())) {
        files = inside.filter(file -> !file.endsWith("write.lock")).sorted().toList();
      }
      Path file = files.get(random.nextInt(files.size()));
      long at;
      try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
        at = (long) (random.nextDouble() * bytes.length());
        bytes.seek(at);
        int value = bytes.read();
        bytes.seek(at);
        bytes.write(value ^ (1 << random.nextInt(8)));
      }
      try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
        boolean isDiscarded = index.position().isEmpty();
        assertThat(isDiscarded).as("%s at %d", file, at).isTrue();
        assertThat(all(index)).isEmpty();
      }
    }
  }

  @Test
  void whatIsLeftOfTheFolderDecides() throws IOException {
    for (String harm : List.of("truncate", "delete", "pointer", "garbage", "segments", "folder")) {
      try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
        index.apply(List.of(item("a", "Alpha", "text").entry()), List.of(), "1");
      }
      Path generation = generations().getFirst();
      List<Path> files;
      try (Stream<Path> inside = Files.list(generation)) {
        files = inside.filter(file -> !file.endsWith("write.lock")).sorted().toList();
      }
      Path segments =
          files.stream()
              .filter(file -> file.getFileName().toString().startsWith("segments"))
              .findAny()
              .orElseThrow();
      switch (harm) {
        case "truncate" -> {
          for (Path file : files) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
              bytes.setLength(bytes.length() / 2);
            }
          }
        }
        case "delete" ->
            Files.delete(
                files.stream().filter(file -> !file.equals(segments)).findAny().orElseThrow());
        case "pointer" -> Files.delete(home.resolve("current"));
        case "garbage" ->
            Files.write(home.resolve("current"), new byte[] {-1, -2, '/', '.', '.', 0});
        case "segments" -> Files.delete(segments);
        default -> Folders.remove(generation);
      }
      assertThatAnEmptyOneIsOpened();
      Folders.remove(home);
    }
  }

  @Test
  void searchesGoOnAndNeverGoBackWhileTheIndexIsRebuilt() throws Exception {
    try (SearchIndex index = SearchIndex.open(home, OPTIONS);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < 3_000; i++) {
        entries.add(item("id" + i, "Plan " + i, "the rebuild text").entry());
      }
      index.apply(entries, List.of(), "1");
      AtomicBoolean isOver = new AtomicBoolean();
      AtomicInteger searches = new AtomicInteger();
      Future<?> searching =
          threads.submit(
              () -> {
                while (!isOver.get()) {
                  SearchResult result =
                      index.search(SearchRequest.of("plan rebuild", EVERYONE).facets("kind"));
                  assertThat(result.total().count()).isBetween(2_990L, 3_000L);
                  searches.incrementAndGet();
                }
              });
      try {
        for (int round = 0; round < 3; round++) {
          try (Rebuild rebuild = index.rebuild()) {
            assertThat(index.status().isRebuilding()).isTrue();
            assertThatThrownBy(index::rebuild).isInstanceOf(IllegalStateException.class);
            index.apply(
                List.of(item("id0", "Plan changed rebuild").version(10 + round).entry()),
                List.of("id" + (1 + round)),
                "meanwhile-" + round);
            rebuild.add(entries.subList(0, 1_500));
            rebuild.add(entries.subList(1_500, 3_000));
            assertThat(ids(index.search(SearchRequest.of("changed", EVERYONE))))
                .containsExactly("id0");
            rebuild.finish("given-" + round);
          }
          assertThat(index.position()).contains("meanwhile-" + round);
          assertThat(index.status().isRebuilding()).isFalse();
          assertThat(ids(index.search(SearchRequest.of("changed", EVERYONE))))
              .containsExactly("id0");
          assertThat(versions(index))
              .hasSize(2_999)
              .contains(
                  EntryVersion.of(item("id0", "Plan changed rebuild").version(10 + round).entry()))
              .noneMatch(version -> version.id().equals("id1") && index.position().isEmpty());
          assertThat(generations()).hasSize(1);
        }
        int before = searches.get();
        org.awaitility.Awaitility.await().until(() -> searches.get() > before + 5);
      } finally {
        isOver.set(true);
      }
      searching.get();
    }
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      assertThat(index.position()).contains("meanwhile-2");
      assertThat(versions(index)).hasSize(2_999);
    }
  }

  @Test
  void aRebuildOfAnEmptyIndexBringsItToTheGivenPosition() {
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      try (Rebuild rebuild = index.rebuild()) {
        rebuild.add(List.of(item("a", "Alpha").entry()));
        rebuild.finish("1/7");
        assertThatThrownBy(() -> rebuild.finish("1/8")).isInstanceOf(IllegalStateException.class);
      }
      assertThat(index.position()).contains("1/7");
      assertThat(all(index)).containsExactly("a");
    }
  }

  @Test
  void aRebuildGivenUpOrKilledLeavesTheLiveIndexAndNoTrace() throws IOException {
    Path copy = home.resolveSibling(home.getFileName() + "-copy");
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      index.apply(List.of(item("a", "Alpha").entry()), List.of(), "1");
      index.commit();
      Rebuild rebuild = index.rebuild();
      rebuild.add(List.of(item("b", "Beta").entry()));
      copy(home, copy);
      rebuild.close();
      assertThat(generations()).hasSize(1);
      assertThat(all(index)).containsExactly("a");
      assertThat(index.position()).contains("1");
    }
    home = copy;
    assertThat(generations()).hasSize(2);
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      assertThat(all(index)).containsExactly("a");
    }
    assertThat(generations()).hasSize(1);
  }

  @Test
  void aWriterThatBreaksGoesBackToTheLastCommitAndTheFeederHears() {
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      index.apply(List.of(item("a", "Alpha").entry()), List.of(), "1");
      index.commit();
      index.apply(List.of(item("b", "Beta").entry()), List.of(), "2");
      // An interrupt closes the channel under the writer: to Lucene the disk has failed.
      Thread.currentThread().interrupt();
      assertThatThrownBy(index::commit).isInstanceOf(UncheckedIOException.class);
      Thread.interrupted();
      assertThat(index.status().failure()).isNotNull();
      assertThat(all(index)).as("searches go on").contains("a");
      assertThatThrownBy(() -> index.apply(List.of(item("c", "Gamma").entry()), List.of(), "3"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("went back");
      assertThat(index.position()).contains("1");
      index.apply(List.of(item("b", "Beta").entry(), item("c", "Gamma").entry()), List.of(), "3");
      assertThat(all(index)).containsExactly("a", "b", "c");
      assertThat(index.status().failure()).isNull();
      index.commit();
    }
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      assertThat(index.position()).contains("3");
      assertThat(all(index)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void manyThreadsSearchWhileOneAppliesAndOneCommits() throws Exception {
    try (SearchIndex index = SearchIndex.open(home, OPTIONS);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      AtomicInteger applied = new AtomicInteger();
      AtomicBoolean isOver = new AtomicBoolean();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(
            threads.submit(
                () -> {
                  while (!isOver.get()) {
                    int before = applied.get();
                    long found = index.search(SearchRequest.of("plan", EVERYONE)).total().count();
                    assertThat(found).isGreaterThanOrEqualTo(before);
                    assertThat(index.suggest("pl", EVERYONE, 5).size())
                        .isGreaterThanOrEqualTo(Math.min(before, 1));
                  }
                }));
      }
      running.add(
          threads.submit(
              () -> {
                while (!isOver.get()) {
                  index.commit();
                }
              }));
      try {
        for (int i = 1; i <= 200; i++) {
          index.apply(List.of(item("id" + i, "Plan " + i).entry()), List.of(), String.valueOf(i));
          applied.set(i);
        }
      } finally {
        isOver.set(true);
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      assertThat(index.position()).contains("200");
      assertThat(versions(index)).hasSize(200);
    }
  }

  @Test
  void entriesThatCannotBeAreRefusedWhenTheyAreMade() {
    assertThatThrownBy(() -> item("", "x").entry()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> item("x".repeat(1_001), "x").entry())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> item("a", "x").audience("t".repeat(1_001)).entry())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> item("a", "x").label("kind", "x").entry())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> item("a", "x").label("state", "x").field("state", "x").entry())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void entriesOfAnyTextAreTaken() {
    try (SearchIndex index = SearchIndex.open(home, OPTIONS)) {
      String odd =
          "x".repeat(70_000) + " \ud800\udbff \u0000 " + "价".repeat(20_000) + " a-b".repeat(30_000);
      index.apply(
          List.of(
              item("odd", odd, odd, "")
                  .summary(odd)
                  .fileName(odd)
                  .label("l", odd, "")
                  .field("f", odd)
                  .externalId(odd)
                  .entry(),
              item("empty", "").entry()),
          List.of(),
          "1");
      assertThat(all(index)).containsExactly("empty", "odd");
      assertThat(ids(index.search(SearchRequest.of("价价", EVERYONE).facets("l", "f"))))
          .containsExactly("odd");
    }
  }
}
