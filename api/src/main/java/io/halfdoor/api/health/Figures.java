package io.halfdoor.api.health;

import com.codahale.metrics.MetricRegistry;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.http.HttpServlet;
import java.util.function.DoubleSupplier;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The figures of this node, for Prometheus. */
public final class Figures {

  private static final Logger LOG = LoggerFactory.getLogger(Figures.class);

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Histogram requests =
      Histogram.builder()
          .name("halfdoor_request_seconds")
          .help("Time until a request was answered, by operation and status.")
          .labelNames("method", "path", "status")
          .classicOnly()
          .classicUpperBounds(.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 30)
          .register(registry);

  /** With those of the JVM and of what Dropwizard measures. */
  public Figures(MetricRegistry dropwizard) {
    JvmMetrics.builder().register(registry);
    DropwizardExports.builder().dropwizardRegistry(dropwizard).register(registry);
  }

  /**
   * Adds a figure that is read whenever somebody asks.
   *
   * @param name in Prometheus' way, its unit last: {@code halfdoor_feed_lag_seconds}
   * @param help one sentence
   * @param value NaN where it cannot be told right now; one that throws is left out
   */
  public void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(
            callback -> {
              try {
                callback.call(value.getAsDouble());
              } catch (RuntimeException e) {
                LOG.debug("The figure {} cannot be read", name, e);
              }
            })
        .register(registry);
  }

  /** Measures each request, for Jersey to tell of. */
  public ApplicationEventListener requests() {
    return new RequestTimes(requests);
  }

  public HttpServlet servlet() {
    return new PrometheusMetricsServlet(registry);
  }
}
