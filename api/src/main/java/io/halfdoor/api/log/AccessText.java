package io.halfdoor.api.log;

import ch.qos.logback.access.common.spi.IAccessEvent;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.layout.DiscoverableLayoutFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.TimeZone;

/** A request as a line for people. */
@JsonTypeName("halfdoor-access-text")
public final class AccessText implements DiscoverableLayoutFactory<IAccessEvent> {

  @Override
  public LayoutBase<IAccessEvent> build(LoggerContext context, TimeZone zone) {
    Layout layout = new Layout(DateTimeFormatter.ofPattern("HH:mm:ss.SSS"), zone.toZoneId());
    layout.setContext(context);
    return layout;
  }

  private static final class Layout extends LayoutBase<IAccessEvent> {

    private final DateTimeFormatter time;

    Layout(DateTimeFormatter time, ZoneId zone) {
      this.time = time.withZone(zone);
    }

    @Override
    public String doLayout(IAccessEvent event) {
      return "%s %d %s %s %d ms %s %s%n"
          .formatted(
              time.format(Instant.ofEpochMilli(event.getTimeStamp())),
              event.getStatusCode(),
              event.getMethod(),
              event.getRequestURI(),
              event.getElapsedTime(),
              Noted.personId(event),
              Noted.requestId(event));
    }
  }
}
