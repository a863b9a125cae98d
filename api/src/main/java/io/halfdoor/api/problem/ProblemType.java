package io.halfdoor.api.problem;

import java.util.Locale;

/** The kinds of problem there are. Each has a stable name that callers may rely on, and a title. */
public enum ProblemType {
  UNREADABLE("The request cannot be read"),
  UNAUTHENTICATED("Who is calling is not known"),
  FORBIDDEN("This caller may not do that"),
  NOT_FOUND("There is nothing here"),
  METHOD_NOT_ALLOWED("That method is not offered here"),
  NOT_ACCEPTABLE("The asked-for representation is not offered"),
  CONFLICT("The present state does not allow that"),
  GONE("What was asked for is no longer kept"),
  STALE("Somebody else changed it first"),
  TOO_LARGE("The request is too large"),
  UNSUPPORTED_MEDIA_TYPE("That media type is not taken here"),
  RANGE_NOT_SATISFIABLE("The file has no such range"),
  INVALID("The request is understood but not valid"),
  PRECONDITION_REQUIRED("The version that the change is based on is missing"),
  TOO_MANY_REQUESTS("Too many requests"),
  UNEXPECTED("The server failed"),
  UNAVAILABLE("The server cannot do that right now"),
  STORAGE_FULL("The server has no room left");

  private final String title;

  ProblemType(String title) {
    this.title = title;
  }

  /** A short sentence that is the same for every problem of this kind. */
  public String title() {
    return title;
  }

  /** The stable identifier of this kind, a URN. */
  public String uri() {
    return "urn:halfdoor:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
