package io.halfdoor.api.importing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table without any files. */
record TableSource(RowReader rows) implements Source {

  @Override
  public @Nullable RawRow next() throws IOException {
    return rows.next();
  }

  @Override
  public Optional<InputStream> file(String name) {
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
