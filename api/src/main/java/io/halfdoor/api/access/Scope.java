package io.halfdoor.api.access;

/** How far a token reaches: {@code read} never changes anything, {@code write} includes reading. */
public enum Scope {
  READ,
  WRITE
}
