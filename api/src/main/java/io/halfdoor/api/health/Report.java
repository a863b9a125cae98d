package io.halfdoor.api.health;

import io.halfdoor.api.health.Check.Result;
import io.halfdoor.api.health.Check.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How everything is that this node needs: as bad as the worst of it. */
public record Report(List<Line> checks) {

  public Report {
    checks = List.copyOf(checks);
  }

  /** One check and what it saw. */
  public record Line(String name, State state, @Nullable String detail) {}

  public State state() {
    return checks.stream().map(Line::state).max(Comparator.naturalOrder()).orElse(State.WELL);
  }

  /** What is wrong, in sentences; empty when all is well. */
  public String words() {
    return checks.stream()
        .map(Line::detail)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  Report with(String name, Result result) {
    List<Line> more = new ArrayList<>(checks);
    more.add(new Line(name, result.state(), result.detail()));
    return new Report(more);
  }
}
