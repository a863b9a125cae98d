package io.halfdoor.api.text;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.halfdoor.api.file.ContentLock;
import io.halfdoor.api.file.ContentSweep;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.api.work.Job;
import io.halfdoor.api.work.Work;
import io.halfdoor.api.write.Write;
import io.halfdoor.api.write.Writes;
import io.halfdoor.extract.Extractor;
import io.halfdoor.extract.Passage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What the features call: text kept, text to be read, passages given back. */
public final class Texts {

  private static final int PAGE = 500;

  private final TextStore texts;
  private final List<BiConsumer<Write, String>> listeners = new CopyOnWriteArrayList<>();
  private final Job reading;

  public Texts(Jdbi jdbi, Writes writes, StoredFiles files, Extractor extractor, Work work) {
    this.texts = jdbi.onDemand(TextStore.class);
    Reader reader = new Reader(texts, files, extractor, writes, listeners);
    this.reading = work.job("read text", reader::read);
  }

  /** Calls who shows files when one has been read, in the transaction that stores the outcome. */
  public void whenRead(BiConsumer<Write, String> listener) {
    listeners.add(listener);
  }

  /** Keeps the passages of a text, in the transaction that brings it. */
  public void keep(Handle transaction, String sha256, List<Passage> passages) {
    ContentLock.share(transaction, sha256);
    TextStore store = transaction.attach(TextStore.class);
    TextState state = passages.isEmpty() ? TextState.NONE : TextState.READY;
    if (store.insert(sha256, state, null)) {
      store.insert(TextPassage.of(sha256, passages));
    }
  }

  /**
   * Has a file read, unless its bytes have been read before; in the transaction that brings it.
   *
   * @param fileName tells kinds of text apart that look alike
   */
  public TextStatus readLater(Handle transaction, String sha256, String fileName) {
    TextStore store = transaction.attach(TextStore.class);
    if (store.insert(sha256, TextState.PENDING, fileName)) {
      reading.ask(transaction, sha256);
    }
    return store.find(sha256).orElseThrow();
  }

  /** Deletes the text that nobody refers to any more; how much of it there was. */
  public int sweep(ContentSweep sweep) {
    int swept = 0;
    String after = "";
    List<String> page;
    do {
      page = texts.hashes(after, PAGE);
      after = page.isEmpty() ? after : page.getLast();
      swept +=
          sweep.sweep(
              page, (transaction, sha256) -> transaction.attach(TextStore.class).remove(sha256));
    } while (page.size() == PAGE);
    return swept;
  }

  /** A page of the passages of these bytes; an empty one where there are none. */
  public Page<PassageBody> passages(@Nullable String sha256, Paging paging) {
    List<String> after = paging.after(1);
    int start = after == null ? 0 : number(after.getFirst());
    List<TextPassage> rows = sha256 == null ? List.of() : texts.after(sha256, start, paging.rows());
    return Page.of(rows, paging, passage -> List.of(Integer.toString(passage.number())))
        .map(PassageBody::of);
  }

  /** The passages of all of these for the index, by the hash of the bytes. */
  public Map<String, List<io.halfdoor.search.Passage>> entries(Collection<String> sha256s) {
    return texts.of(sha256s).stream()
        .collect(groupingBy(TextPassage::sha256, mapping(TextPassage::entry, toList())));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Paging.wrongCursor();
    }
  }
}
