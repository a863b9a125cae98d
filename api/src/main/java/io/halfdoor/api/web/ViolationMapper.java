package io.halfdoor.api.web;

import io.dropwizard.jersey.validation.JerseyViolationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/**
 * Takes violated constraints to the {@link ProblemMapper}. Jersey has a mapper of its own for them,
 * which is nearer than one for everything, and answers with a bare 400.
 */
public final class ViolationMapper implements ExceptionMapper<JerseyViolationException> {

  private final ProblemMapper problems;

  public ViolationMapper(ProblemMapper problems) {
    this.problems = problems;
  }

  @Override
  public Response toResponse(JerseyViolationException violated) {
    return problems.toResponse(violated);
  }
}
