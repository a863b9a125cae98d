package io.halfdoor.api.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.common.layout.DiscoverableLayoutFactory;
import java.util.TimeZone;

/** What the server says of itself, as a line for people; only a stack trace takes more. */
@JsonTypeName("halfdoor-text")
public final class EventText implements DiscoverableLayoutFactory<ILoggingEvent> {

  @Override
  public LayoutBase<ILoggingEvent> build(LoggerContext context, TimeZone zone) {
    PatternLayout layout = new PatternLayout();
    layout.setPattern(
        "%d{HH:mm:ss.SSS, "
            + zone.getID()
            + "} %-5level %logger{0}: %replace(%message){'[\\r\\n]+', ' | '} %mdc{requestId}%n%rEx");
    layout.setContext(context);
    return layout;
  }
}
