package io.halfdoor.api.web;

import io.dropwizard.jersey.validation.JerseyViolationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Violated constraints, told as everything else is. Jersey brings a mapper for them that stands
 * nearer than one for everything, and answers with no more than a status.
 */
public final class ViolationMapper implements ExceptionMapper<JerseyViolationException> {

  private final ProblemMapper problems;

  public ViolationMapper(ProblemMapper problems) {
    this.problems = problems;
  }

  @Override
  public Response toResponse(JerseyViolationException thrown) {
    return problems.toResponse(thrown);
  }
}
