package io.halfdoor.search;

import io.halfdoor.search.Nearest.Near;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.FieldDoc;
import org.jspecify.annotations.Nullable;

/** A hit of the {@link Window}, with what put it where it stands. */
final class Ranked extends FieldDoc {

  /** How well the words match: about 1 where all of them do in every way. */
  final double words;

  /** Null where meaning was not asked for. */
  final @Nullable Near near;

  final double prior;

  final Standing standing;

  /** The same text in other entries, which this stands for. */
  final List<Integer> same = new ArrayList<>();

  /** Whether it stands where it does since it is new. */
  boolean isNewcomer;

  Ranked(
      FieldDoc hit,
      double total,
      double words,
      @Nullable Near near,
      double prior,
      Standing standing) {
    super(hit.doc, hit.score, new Object[] {(float) total, hit.fields[1]});
    this.words = words;
    this.near = near;
    this.prior = prior;
    this.standing = standing;
  }

  /** Takes the place right before another. */
  void stepBefore(Ranked other) {
    fields[0] = other.fields[0];
    fields[1] = (Long) other.fields[1] + 1;
  }
}
