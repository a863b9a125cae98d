package io.halfdoor.api.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import java.util.List;
import java.util.Map;

/** A problem as it travels: RFC 9457, with the faults it has and the id of the request. */
@JsonPropertyOrder({"type", "title", "status", "detail"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemBody(
    String type,
    String title,
    int status,
    String detail,
    List<Fault> errors,
    String requestId,
    @JsonAnyGetter Map<String, Object> members) {

  static final String MEDIA_TYPE = "application/problem+json";

  static ProblemBody of(Problem problem, String requestId) {
    return new ProblemBody(
        problem.type().uri(),
        problem.type().title(),
        status(problem.type()),
        problem.detail(),
        problem.faults(),
        requestId,
        problem.members());
  }

  /** The same with the status that it travels with, where that says more than its type. */
  ProblemBody as(int status) {
    return new ProblemBody(type, title, status, detail, errors, requestId, members);
  }

  static int status(ProblemType type) {
    return switch (type) {
      case UNREADABLE -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case NOT_ACCEPTABLE -> 406;
      case CONFLICT -> 409;
      case GONE -> 410;
      case STALE -> 412;
      case TOO_LARGE -> 413;
      case UNSUPPORTED_MEDIA_TYPE -> 415;
      case RANGE_NOT_SATISFIABLE -> 416;
      case INVALID -> 422;
      case PRECONDITION_REQUIRED -> 428;
      case TOO_MANY_REQUESTS -> 429;
      case UNEXPECTED -> 500;
      case UNAVAILABLE -> 503;
      case STORAGE_FULL -> 507;
    };
  }
}
