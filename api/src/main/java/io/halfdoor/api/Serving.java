package io.halfdoor.api;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.halfdoor.api.command.CommandFailed;
import io.halfdoor.api.command.ServerStart;
import io.halfdoor.api.command.Setup;
import io.halfdoor.api.data.OpeningRefused;
import java.net.BindException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.Namespace;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** A server that runs in this process, until it is stopped or the process ends. */
final class Serving extends ServerCommand<HalfdoorConfiguration> implements ServerStart.Running {

  private @Nullable Server server;

  private Serving(Halfdoor halfdoor) {
    super(halfdoor);
  }

  /** What a server of this configuration would stand on. */
  static Setup setup(Halfdoor halfdoor, @Nullable String config) throws Exception {
    Bootstrap<HalfdoorConfiguration> bootstrap = new Bootstrap<>(halfdoor);
    halfdoor.initialize(bootstrap);
    String path = Objects.requireNonNullElse(config, Settings.SHIPPED);
    try {
      HalfdoorConfiguration read =
          bootstrap
              .getConfigurationFactoryFactory()
              .create(
                  HalfdoorConfiguration.class,
                  bootstrap.getValidatorFactory().getValidator(),
                  bootstrap.getObjectMapper(),
                  "dw")
              .build(bootstrap.getConfigurationSourceProvider(), path);
      DefaultServerFactory ports = (DefaultServerFactory) read.getServerFactory();
      return new Setup(
          read.home(),
          read.database(),
          List.of(
              port("HALFDOOR_PORT", ports.getApplicationConnectors()),
              port("HALFDOOR_ADMIN_PORT", ports.getAdminConnectors())));
    } catch (ConfigurationException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()), e);
    } catch (NoSuchFileException e) {
      throw new CommandFailed("There is no configuration " + path + ".", e);
    }
  }

  private static Setup.Port port(String variable, List<ConnectorFactory> connectors) {
    return connectors.getFirst() instanceof HttpConnectorFactory http
        ? new Setup.Port(variable, http.getBindHost(), http.getPort())
        : new Setup.Port(variable, null, 0);
  }

  /** Starts it, and tells in words what somebody has to do about it first. */
  static Serving start(Halfdoor halfdoor, @Nullable String config) throws Exception {
    Bootstrap<HalfdoorConfiguration> bootstrap = new Bootstrap<>(halfdoor);
    halfdoor.initialize(bootstrap);
    bootstrap.registerMetrics();
    Serving serving = new Serving(halfdoor);
    String path = Objects.requireNonNullElse(config, Settings.SHIPPED);
    try {
      serving.run(bootstrap, new Namespace(Map.of("file", path)));
      return serving;
    } catch (OpeningRefused | ConfigurationException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()), e);
    } catch (NoSuchFileException e) {
      throw new CommandFailed("There is no configuration " + path + ".", e);
    } catch (Exception e) {
      throw portTaken(e).map(Exception.class::cast).orElse(e);
    }
  }

  private static Optional<CommandFailed> portTaken(Throwable thrown) {
    for (@Nullable Throwable each = thrown; each != null; each = each.getCause()) {
      if (each.getCause() instanceof BindException) {
        String what = each.getMessage() + ": the port is taken;";
        return Optional.of(
            new CommandFailed(
                what + " HALFDOOR_PORT and HALFDOOR_ADMIN_PORT name others.", thrown));
      }
    }
    return Optional.empty();
  }

  @Override
  protected void run(
      Environment environment, Namespace namespace, HalfdoorConfiguration configuration)
      throws Exception {
    environment.lifecycle().addServerLifecycleListener(started -> server = started);
    super.run(environment, namespace, configuration);
  }

  @Override
  public void stop() throws Exception {
    if (server != null) {
      server.stop();
    }
  }
}
