package io.halfdoor.api;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.halfdoor.api.command.CommandFailed;
import io.halfdoor.api.command.ServerStart;
import io.halfdoor.api.data.OpeningRefused;
import java.net.BindException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Objects;
import net.sourceforge.argparse4j.inf.Namespace;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** A server that runs in this process, until it is stopped or the process ends. */
final class Serving extends ServerCommand<HalfdoorConfiguration> implements ServerStart.Running {

  private @Nullable Server server;

  private Serving(Halfdoor halfdoor) {
    super(halfdoor);
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
      throw e.getCause() instanceof BindException
          ? new CommandFailed(
              e.getMessage()
                  + ": the port is taken; HALFDOOR_PORT and HALFDOOR_ADMIN_PORT name others.",
              e)
          : e;
    }
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
