package io.halfdoor.api.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;

/** The server does not answer, or stopped to in the middle: it may be back in a moment. */
final class Unreachable extends CommandFailed {

  Unreachable(URI address, IOException cause) {
    super(
        cause instanceof ConnectException
            ? "There is no server at %s. Start one with ./halfdoor server, or set HALFDOOR_URL."
                .formatted(address)
            : "The server at %s broke off: %s".formatted(address, cause),
        cause);
  }
}
