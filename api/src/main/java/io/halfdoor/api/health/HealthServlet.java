package io.halfdoor.api.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.halfdoor.api.health.Check.State;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.web.Problems;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** {@code /healthcheck/live} and {@code /healthcheck/ready}: no token is needed to ask. */
public final class HealthServlet extends HttpServlet {

  private final Health health;
  private final ObjectMapper json;

  public HealthServlet(Health health, ObjectMapper json) {
    this.health = health;
    this.json = json;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (String.valueOf(request.getPathInfo())) {
      case "/live" -> write(response, new Report(List.of()));
      case "/ready" -> ready(response);
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  @Override
  protected void doTrace(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED); // the usual one echoes secrets
  }

  private void ready(HttpServletResponse response) throws IOException {
    Report report = health.report();
    if (report.state() != State.FAILING) {
      write(response, report);
      return;
    }
    Problem problem = new Problem(ProblemType.UNAVAILABLE, report.words());
    Problems.write(problem.with("checks", report.checks()), response, json);
  }

  private void write(HttpServletResponse response, Report report) throws IOException {
    response.setContentType("application/json");
    json.writeValue(response.getOutputStream(), new Body(report.state(), report.checks()));
  }

  private record Body(State state, List<Report.Line> checks) {}
}
