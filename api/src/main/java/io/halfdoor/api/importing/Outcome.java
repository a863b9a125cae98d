package io.halfdoor.api.importing;

/** What became of a row. */
public enum Outcome {
  CREATED,
  UPDATED,
  UNCHANGED,
  /** It was refused, and nothing of it was written. */
  FAILED,
  /** A file of an archive that no row of its manifest names, or that is none of the kind. */
  SKIPPED
}
