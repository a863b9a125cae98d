package io.halfdoor.api.text;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.halfdoor.api.file.ContentLock;
import io.halfdoor.api.web.Page;
import io.halfdoor.api.web.Paging;
import io.halfdoor.extract.Passage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What the features call: text kept, text to be read, passages given back. */
public final class Texts {

  private final TextStore texts;

  public Texts(Jdbi jdbi) {
    this.texts = jdbi.onDemand(TextStore.class);
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
