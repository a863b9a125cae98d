package io.halfdoor.extract;

import io.halfdoor.extract.Extraction.Reason;
import org.apache.tika.exception.WriteLimitReachedException;

/** Ends the reading of a file. Of Tika's own kind, which its parsers let through. */
final class Stop extends WriteLimitReachedException {

  private final Reason reason;

  Stop(Reason reason) {
    super(0);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
