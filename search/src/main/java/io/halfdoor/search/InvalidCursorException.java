package io.halfdoor.search;

/** A cursor that no search gave out, or that belongs to another question than it came with. */
public final class InvalidCursorException extends RuntimeException {

  InvalidCursorException(String why) {
    super(why);
  }
}
