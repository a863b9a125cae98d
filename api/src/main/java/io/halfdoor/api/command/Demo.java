package io.halfdoor.api.command;

import io.halfdoor.demo.DemoContent;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Map;

/**
 * A server that anybody can try: on this machine alone, with the sample company in it, and gone
 * when it ends.
 */
final class Demo {

  private static final String LOOPBACK = "127.0.0.1";

  private final Console console;
  private final ServerStart server;
  private final InstantSource clock;
  private final Map<String, String> environment;

  Demo(Console console, ServerStart server, InstantSource clock, Map<String, String> environment) {
    this.console = console;
    this.server = server;
    this.clock = clock;
    this.environment = environment;
  }

  /** Returns when everything is loaded and said; the server goes on until the process is ended. */
  void run() throws Exception {
    DemoHome home = DemoHome.in(environment);
    int port = port("HALFDOOR_PORT", 8080);
    int adminPort = port("HALFDOOR_ADMIN_PORT", 8081);
    logTo(home.log());
    console.note("Starting a server whose home is " + home.folder());
    Map<String, String> variables =
        Map.of(
            "HALFDOOR_HOME", home.folder().toString(),
            "HALFDOOR_BIND", LOOPBACK,
            "HALFDOOR_PORT", Integer.toString(port),
            "HALFDOOR_ADMIN_PORT", Integer.toString(adminPort),
            "HALFDOOR_ADMIN_TOKEN", home.adminToken(),
            "HALFDOOR_DATABASE_URL", "");
    try {
      ServerStart.Running running = server.start(null, variables);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, home), "demo-end"));
      URI address = URI.create("http://" + LOOPBACK + ":" + port);
      console.say(loaded(home, new Client(address, home.adminToken())));
    } catch (Exception e) {
      home.keep();
      console.note("The log of the server is " + home.log());
      throw e;
    }
  }

  private String loaded(DemoHome home, Client admin) throws Exception {
    DemoContent content = DemoContent.load();
    DemoLoader loader = new DemoLoader(admin, content, clock.instant(), console);
    Map<String, String> tokens = loader.people();
    if (!home.isLoaded()) {
      loader.load();
      home.setLoaded();
    }
    return new DemoTour(admin, content, tokens, environment).text()
        + "\nCtrl-C ends it"
        + (home.stays() ? "; " + home.folder() + " stays." : " and removes " + home.folder() + ".");
  }

  private void stop(ServerStart.Running running, DemoHome home) {
    try {
      console.note("Stopping ...");
      running.stop();
      home.leave();
      console.note("Stopped.");
    } catch (Exception e) {
      console.note("Could not stop cleanly: " + e);
    }
  }

  /** Gives the terminal to the demo alone: whatever the server prints goes to a file. */
  private static void logTo(Path log) throws IOException {
    PrintStream file =
        new PrintStream(
            Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            true,
            StandardCharsets.UTF_8);
    System.setOut(file);
    System.setErr(file);
  }

  /** The port that the environment names, or the usual one, or a free one where that is taken. */
  private int port(String variable, int usual) throws IOException, CommandFailed {
    String named = environment.getOrDefault(variable, "");
    if (named.matches("\\d{1,5}")) {
      return Integer.parseInt(named);
    }
    if (!named.isBlank()) {
      throw CommandFailed.misused(variable + " is " + named + ", which is no port.");
    }
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket free = new ServerSocket(usual, 1, loopback)) {
      return free.getLocalPort();
    } catch (IOException taken) {
      try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
        console.note("Port %d is taken; taking %d.".formatted(usual, free.getLocalPort()));
        return free.getLocalPort();
      }
    }
  }
}
