package io.halfdoor.migrations;

import java.util.List;

/** A newer Halfdoor has changed this database in ways that this one does not know. */
public final class DatabaseTooNew extends RuntimeException {

  DatabaseTooNew(List<String> unknown) {
    super(
        """
        The database was changed by a newer Halfdoor (%s), and this one would damage what it does not know. \
        Nothing was changed. Start that release or a later one; to go back, restore the backup made before."""
            .formatted(String.join(", ", unknown)));
  }
}
