package io.halfdoor.api.file;

import io.halfdoor.api.data.Transactions;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Does away with content that no feature refers to any more. */
public final class ContentSweep {

  private final Transactions transactions;
  private final List<ContentUse> uses;

  public ContentSweep(Transactions transactions, List<ContentUse> uses) {
    this.transactions = transactions;
    this.uses = uses;
  }

  /**
   * Deletes those of these contents that nobody refers to, each in a short transaction of its own.
   * What somebody is recording right now is left alone.
   *
   * @param delete called with the hash, in the transaction, once nobody else can refer to it
   * @return how many were deleted
   */
  public int sweep(Collection<String> sha256s, Deletion delete) {
    Set<String> candidates = new HashSet<>(sha256s);
    candidates.removeAll(
        transactions.<Set<String>, RuntimeException>inTransaction(handle -> used(handle, sha256s)));
    int swept = 0;
    for (String sha256 : candidates) {
      boolean gone =
          transactions.<Boolean, RuntimeException>inTransaction(
              handle -> {
                if (!ContentLock.tryTake(handle, sha256)
                    || !used(handle, List.of(sha256)).isEmpty()) {
                  return false;
                }
                delete.of(handle, sha256);
                return true;
              });
      swept += gone ? 1 : 0;
    }
    return swept;
  }

  private Set<String> used(Handle handle, Collection<String> sha256s) {
    Set<String> used = new HashSet<>();
    uses.forEach(use -> used.addAll(use.used(handle, sha256s)));
    return used;
  }

  /** How one content is deleted. */
  public interface Deletion {
    void of(Handle transaction, String sha256);
  }
}
