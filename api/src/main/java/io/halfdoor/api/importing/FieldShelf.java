package io.halfdoor.api.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.file.Incoming;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.write.Write;
import java.io.IOException;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How a row of fields becomes an item, from any format. */
public non-sealed interface FieldShelf extends Shelf {

  /**
   * The field that a row is known by when it comes again; a file stands for it where it is absent.
   */
  String key();

  /** What a row is known by; null where it says nothing of that. */
  default @Nullable String known(ObjectNode fields) {
    return fields.hasNonNull(key()) ? fields.get(key()).asText() : null;
  }

  /** The fields that a row may have, besides {@code file}, and what their values are. */
  Map<String, Type> fields();

  /**
   * Looks at a row outside of any transaction.
   *
   * @param fields those of {@link #fields} that the row has
   * @param file null where the row names none; whoever hands it in discards it
   * @param fileName its path in the archive; empty where there is none
   * @throws Problem when the row is not valid
   */
  Arrival ready(Caller caller, ObjectNode fields, @Nullable Incoming file, String fileName)
      throws IOException;

  /** What a field holds; in a table every value is a text that says it. */
  enum Type {
    TEXT,
    /** true or false, in a table also yes or no. */
    FLAG,
    /** With or without decimals, after a point. */
    NUMBER,
    /** Values by key; in a table a JSON object, or a column {@code labels.KEY} for each key. */
    LABELS
  }

  /** A row that can become an item, or a change of one. */
  interface Arrival {

    /**
     * What would become of it; nothing is written.
     *
     * @throws Problem when it would be refused
     */
    Result look(Handle handle);

    /**
     * Writes it, in the transaction that also keeps the result.
     *
     * @throws Problem when it is refused
     */
    Result put(Write write);
  }
}
