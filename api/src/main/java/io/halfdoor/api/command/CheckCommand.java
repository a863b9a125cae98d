package io.halfdoor.api.command;

import io.halfdoor.api.command.Setup.Port;
import io.halfdoor.api.data.Inspection;
import io.halfdoor.api.data.OpeningRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks whether a server could start here, and changes nothing. */
public final class CheckCommand {

  private static final int JAVA = 25;
  private static final long MEBIBYTE = 1 << 20;
  private static final long NEEDED = 1024;

  private final Console console;
  private int faults;

  CheckCommand(Console console) {
    this.console = console;
  }

  /** The command as it is listed. */
  public static Command of(Setup.Reader settings) {
    return new Command(
        "check",
        "[CONFIG]",
        "look whether a server could start here; changes nothing",
        file ->
            new CheckCommand(Console.ofProcess())
                .run(settings.read(file.isEmpty() ? null : file.getFirst())));
  }

  void run(Setup setup) throws CommandFailed {
    good("The configuration is valid.");
    java();
    home(setup.home());
    Optional<String> server = server(setup.home());
    database(setup);
    setup.ports().forEach(port -> port(port, server.isPresent()));
    if (faults > 0) {
      throw new CommandFailed(
          faults == 1
              ? "One thing stands in the way of a server."
              : faults + " things stand in the way of a server.");
    }
    console.say("Nothing stands in the way of a server.");
  }

  private void java() {
    int feature = Runtime.version().feature();
    if (feature < JAVA) {
      bad("Java is %d; install a JDK %d.".formatted(feature, JAVA));
    } else if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      bad("Java runs without --add-modules jdk.incubator.vector; start it by ./halfdoor.");
    } else {
      good("Java is %s.".formatted(Runtime.version()));
    }
  }

  private void home(Path home) {
    Path there = home;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      bad(
          "The home %s cannot be written to: set HALFDOOR_HOME to a folder of this user."
              .formatted(there));
      return;
    }
    good(
        there.equals(home)
            ? "The home is %s.".formatted(home)
            : "The home %s will be made at the first start.".formatted(home));
    room(there);
  }

  private void room(Path folder) {
    try {
      long left = Files.getFileStore(folder).getUsableSpace() / MEBIBYTE;
      if (left < NEEDED) {
        bad(
            "The disk of the home has %,d MiB left: make room, at least %,d MiB."
                .formatted(left, NEEDED));
      } else {
        good("The disk of the home has %,d MiB left.".formatted(left));
      }
    } catch (IOException e) {
      bad("The disk of %s cannot be looked at: %s.".formatted(folder, e));
    }
  }

  private Optional<String> server(Path home) {
    try {
      Optional<String> server = Inspection.server(home);
      server.ifPresent(process -> good("A server runs on this home (" + process + ")."));
      return server;
    } catch (OpeningRefused refused) {
      bad(String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  private void database(Setup setup) {
    try {
      good(Inspection.database(setup.home(), setup.database()));
    } catch (OpeningRefused refused) {
      bad(String.valueOf(refused.getMessage()));
    }
  }

  private void port(Port port, boolean serverRuns) {
    if (port.number() == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address(port.host()), port.number()));
      good("Port %d is free.".formatted(port.number()));
    } catch (IOException e) {
      if (serverRuns) {
        good("Port %d is taken, as it is while the server runs.".formatted(port.number()));
      } else {
        bad(
            "Port %d cannot be had (%s): set %s to another."
                .formatted(port.number(), e.getMessage(), port.variable()));
      }
    }
  }

  private static InetAddress address(@Nullable String host) throws IOException {
    return host == null || host.isEmpty()
        ? new InetSocketAddress(0).getAddress()
        : InetAddress.getByName(host);
  }

  private void good(String text) {
    console.say("ok      " + text);
  }

  private void bad(String text) {
    faults++;
    console.say("FAILED  " + text);
  }
}
