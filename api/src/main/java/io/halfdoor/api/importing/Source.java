package io.halfdoor.api.importing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was sent: its rows, in an order that is the same each time, and the files with them. */
interface Source extends Closeable {

  /** The next row; null at the end. */
  @Nullable RawRow next() throws IOException;

  /**
   * A file by the name that a row has for it.
   *
   * @return its whole bytes, which end with an exception where they are not what the archive says;
   *     empty where there is no such file
   */
  Optional<InputStream> file(String name) throws IOException;
}
