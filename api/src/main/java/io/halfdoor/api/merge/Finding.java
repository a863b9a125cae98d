package io.halfdoor.api.merge;

import io.halfdoor.api.problem.Fault;

/**
 * One thing to say about a template or about the data to fill in.
 *
 * @param code stable, for programs
 * @param message for a person
 */
public record Finding(Severity severity, String code, String message, Place place) {

  /** Whether it stands in the way. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public static Finding error(String code, String message, Place place) {
    return new Finding(Severity.ERROR, code, message, place);
  }

  public static Finding warning(String code, String message, Place place) {
    return new Finding(Severity.WARNING, code, message, place);
  }

  /** The same as one of a problem's faults. */
  public Fault fault() {
    String where = place.inWords();
    return Fault.at(place.pointer(), where.isEmpty() ? message : message + " (" + where + ")");
  }
}
