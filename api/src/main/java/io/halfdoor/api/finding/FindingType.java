package io.halfdoor.api.finding;

/** What can be found wanting. */
public enum FindingType {
  DUE_FOR_REVIEW,
  NO_OWNER,
  NO_LABELS,
  SAME_BYTES,
  SAME_TITLE,
  DEAD_LINK,
  NO_LONGER_FOUND
}
