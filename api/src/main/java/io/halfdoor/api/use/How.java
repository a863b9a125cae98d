package io.halfdoor.api.use;

/** How an item reached a buyer. */
public enum How {
  SENT,
  COPIED,
  PRESENTED
}
