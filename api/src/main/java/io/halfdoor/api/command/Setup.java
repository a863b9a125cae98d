package io.halfdoor.api.command;

import io.halfdoor.api.data.DatabaseConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server would stand on.
 *
 * @param home absolute
 */
public record Setup(Path home, DatabaseConfig database, List<Port> ports) {

  /**
   * A port to listen on.
   *
   * @param variable the environment variable that chooses it
   * @param host null for all interfaces
   * @param number 0 for any that is free
   */
  public record Port(String variable, @Nullable String host, int number) {}

  /** Reads a configuration. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads it and finds it valid.
     *
     * @param config the path of the configuration; null for the one that is shipped
     * @throws CommandFailed when it is not
     */
    Setup read(@Nullable String config) throws Exception;
  }
}
