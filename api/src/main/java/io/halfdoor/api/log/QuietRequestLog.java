package io.halfdoor.api.log;

import ch.qos.logback.access.jetty.RequestLogImpl;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Keeps the log of requests from printing how it started: it goes to standard output, and is no
 * line of a log.
 */
public final class QuietRequestLog implements LifeCycle.Listener {

  @Override
  public void lifeCycleStarting(LifeCycle starting) {
    if (starting instanceof Server server && server.getRequestLog() instanceof RequestLogImpl log) {
      log.setQuiet(true);
    }
  }
}
