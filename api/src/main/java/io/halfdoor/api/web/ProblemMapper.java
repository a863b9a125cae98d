package io.halfdoor.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dropwizard.jersey.validation.JerseyViolationException;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.EOFException;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipException;
import org.glassfish.jersey.server.ParamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way from anything thrown to an answer: every error of this API has the same shape. What
 * nobody foresaw is logged with the request's id and told as no more than that.
 */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

  /** The member that says how long a file is of which no such range was found. */
  static final String SIZE = "size";

  private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

  private final Function<Throwable, @Nullable Problem> more;

  /** The function names problems of exceptions that this package does not know; null for others. */
  public ProblemMapper(Function<Throwable, @Nullable Problem> more) {
    this.more = more;
  }

  @Override
  public Response toResponse(Throwable thrown) {
    Problem problem = problemOf(thrown);
    Response.ResponseBuilder answer =
        Response.status(ProblemBody.status(problem.type()))
            .type(ProblemBody.MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .entity(ProblemBody.of(problem, RequestIds.current()));
    switch (problem.type()) {
      case UNAUTHENTICATED ->
          answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"halfdoor\"");
      case UNAVAILABLE -> answer.header(HttpHeaders.RETRY_AFTER, 2);
      case TOO_MANY_REQUESTS ->
          answer.header(HttpHeaders.RETRY_AFTER, problem.members().getOrDefault("retryAfter", 1));
      case RANGE_NOT_SATISFIABLE ->
          answer.header("Content-Range", "bytes */" + problem.members().getOrDefault(SIZE, "*"));
      default -> {}
    }
    if (thrown instanceof NotAllowedException refused) {
      answer.header(HttpHeaders.ALLOW, refused.getResponse().getHeaderString(HttpHeaders.ALLOW));
    }
    return answer.build();
  }

  private Problem problemOf(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Problem known = known(cause);
      if (known != null) {
        return known;
      }
    }
    log.error("unexpected", thrown);
    return new Problem(
        ProblemType.UNEXPECTED,
        "This is a fault of the server, written to its log under the request's id.");
  }

  private @Nullable Problem known(Throwable thrown) {
    return switch (thrown) {
      case Problem problem -> problem;
      case JerseyViolationException violated -> Violations.problem(violated);
      case JsonProcessingException unreadable -> JsonProblems.of(unreadable);
      case ParamException.PathParamException ignored -> Problem.notFound("item");
      case ParamException wrong -> wrongParameter(wrong);
      case ParameterFault oneOfSeveral -> wrongValue(oneOfSeveral);
      case WebApplicationException refused -> ofStatus(refused.getResponse().getStatus());
      case EOFException ignored -> Problem.unreadable("The body ends before it is complete.");
      case ZipException ignored ->
          Problem.unreadable("The body is not compressed as Content-Encoding says.");
      default -> more.apply(thrown);
    };
  }

  private static Problem wrongParameter(ParamException wrong) {
    String name = wrong.getParameterName();
    String detail =
        wrong.getCause() instanceof ParameterFault fault
            ? fault.detail()
            : "The parameter " + name + " has a value of the wrong type.";
    return Problem.unreadable(detail, io.halfdoor.api.problem.Fault.in(name, detail));
  }

  private static Problem wrongValue(ParameterFault fault) {
    String name = fault.name();
    return name == null
        ? Problem.unreadable(fault.detail())
        : Problem.unreadable(
            fault.detail(), io.halfdoor.api.problem.Fault.in(name, fault.detail()));
  }

  /** What the container or Jersey refused with no more than a status, in words. */
  static Problem ofStatus(int status) {
    Map.Entry<ProblemType, String> problem =
        switch (status) {
          case 401 ->
              Map.entry(ProblemType.UNAUTHENTICATED, "Send a token: Authorization: Bearer hd_...");
          case 403 ->
              Map.entry(ProblemType.FORBIDDEN, "Your role does not include this operation.");
          case 404 -> Map.entry(ProblemType.NOT_FOUND, "There is nothing at this path.");
          case 405 ->
              Map.entry(
                  ProblemType.METHOD_NOT_ALLOWED, "The header Allow lists the methods that are.");
          case 406 -> Map.entry(ProblemType.NOT_ACCEPTABLE, "Ask for application/json.");
          case 413 ->
              Map.entry(ProblemType.TOO_LARGE, "The request is larger than this server takes.");
          case 414 -> Map.entry(ProblemType.UNREADABLE, "The address is too long.");
          case 415 ->
              Map.entry(
                  ProblemType.UNSUPPORTED_MEDIA_TYPE,
                  "Say what the body is in Content-Type; the API reference lists what is taken.");
          case 416 ->
              Map.entry(ProblemType.RANGE_NOT_SATISFIABLE, "The range lies outside of the file.");
          case 431 -> Map.entry(ProblemType.UNREADABLE, "The headers are too large.");
          case 503 -> Map.entry(ProblemType.UNAVAILABLE, "Try again in a moment.");
          default ->
              status >= 500
                  ? Map.entry(ProblemType.UNEXPECTED, "This is a fault of the server.")
                  : Map.entry(ProblemType.UNREADABLE, "The request is not proper HTTP.");
        };
    return new Problem(problem.getKey(), problem.getValue());
  }
}
