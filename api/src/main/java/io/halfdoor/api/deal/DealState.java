package io.halfdoor.api.deal;

/** How a deal stands. Each can follow each: a lost one may be opened again. */
public enum DealState {
  OPEN,
  WON,
  LOST
}
