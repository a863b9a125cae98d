package io.halfdoor.api.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.halfdoor.api.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Problems told by servlets, which Jersey does not see. */
public final class Problems {

  private Problems() {}

  /** Answers with the problem, in the shape that every other has. */
  public static void write(Problem problem, HttpServletResponse response, ObjectMapper json)
      throws IOException {
    response.setStatus(ProblemBody.status(problem.type()));
    response.setContentType(ProblemBody.MEDIA_TYPE);
    json.writeValue(response.getOutputStream(), ProblemBody.of(problem, RequestIds.current()));
  }
}
