package io.halfdoor.api.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts a server in this process. */
@FunctionalInterface
public interface ServerStart {

  /**
   * Returns once it answers.
   *
   * @param config the path of its configuration; null for the one that is shipped
   * @param variables what to take in place of environment variables, by their names
   * @throws CommandFailed when somebody has to do something about it first
   * @throws Exception when it cannot start for a reason that nobody foresaw
   */
  Running start(@Nullable String config, Map<String, String> variables) throws Exception;

  /** A server that was started. */
  interface Running {
    /** Lets requests finish first, and returns when it has stopped; also when it stops already. */
    void stop() throws Exception;
  }
}
