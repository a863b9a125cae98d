package io.halfdoor.api.file;

import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A feature's word on which content it still refers to: what no feature does is swept. */
public interface ContentUse {

  /** Those of these hashes that the feature refers to, as this transaction sees it. */
  Set<String> used(Handle transaction, Collection<String> sha256s);
}
