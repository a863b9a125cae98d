package io.halfdoor.api.request;

import io.dropwizard.auth.Auth;
import io.halfdoor.api.access.Allow;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.figure.Window;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The figures of the requests that were filed in a window, as far as the caller sees them. */
@Path("requests/metrics")
@Produces(MediaType.APPLICATION_JSON)
public final class MetricsResource {

  private final MetricsStore metrics;
  private final CourseStore courses;
  private final WorkingCalendar calendar;
  private final InstantSource clock;

  MetricsResource(Jdbi jdbi, WorkingCalendar calendar, InstantSource clock) {
    this.metrics = jdbi.onDemand(MetricsStore.class);
    this.courses = jdbi.onDemand(CourseStore.class);
    this.calendar = calendar;
    this.clock = clock;
  }

  @GET
  @Allow
  public Metrics get(
      @Auth Caller caller,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    Instant now = clock.instant();
    Window window = Window.of(from, to, now);
    List<MetricsStore.Filed> filed =
        metrics.filed(
            window.begin(), window.end(), Selection.seesAll(caller) ? null : caller.personId());
    Map<UUID, Course> went = courses.courses(filed.stream().map(MetricsStore.Filed::id).toList());
    return Metrics.of(
        window,
        filed.stream()
            .flatMap(
                each ->
                    Optional.ofNullable(went.get(each.id()))
                        .map(course -> new Metrics.Measured(course, each.verdict()))
                        .stream())
            .toList(),
        metrics.deflected(window.begin(), window.end()),
        calendar,
        now);
  }
}
