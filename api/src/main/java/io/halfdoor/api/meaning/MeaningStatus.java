package io.halfdoor.api.meaning;

import org.jspecify.annotations.Nullable;

/**
 * How it stands with what texts mean.
 *
 * @param failure why the model of this node could not be loaded; null unless it failed
 * @param waiting passages whose vectors are to be computed, by whatever node
 * @param failing those of them that failed before; they are tried again, ever later
 */
public record MeaningStatus(State state, @Nullable String failure, long waiting, long failing) {

  /** That nobody wants to know, and nothing is loaded. */
  public static final MeaningStatus OFF = new MeaningStatus(State.OFF, null, 0, 0);

  /** How the model of this node is. */
  public enum State {
    /** Switched off: searches go by words alone. */
    OFF,
    /** Not there yet: until then, searches go by words alone. */
    LOADING,
    READY,
    /** It could not be loaded: searches go by words alone. */
    FAILED
  }
}
