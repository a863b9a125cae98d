package io.halfdoor.api.command;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of commands. */
public final class Commands {

  private static final int DONE = 0;

  private final Console console;
  private final List<Command> commands = new ArrayList<>();

  /** The commands that there are without more of the server than a way to start it. */
  public Commands(ServerStart server, InstantSource clock) {
    this(Console.ofProcess(), server, clock, System.getenv());
  }

  Commands(
      Console console, ServerStart server, InstantSource clock, Map<String, String> environment) {
    this.console = console;
    with(
        new Command(
            "demo",
            "",
            "try it: a server with sample data, on this machine, gone when it ends",
            none -> new Demo(console, server, clock, environment).run()));
    with(
        new Command(
            "server",
            "[CONFIG]",
            "run the server, with the configuration shipped or another",
            file -> server.start(file.isEmpty() ? null : file.getFirst(), Map.of())));
    with(
        new Command(
            "import",
            "PATH [OPTION]...",
            "bring in a folder, a ZIP, JSON Lines or CSV, as often as you like",
            given -> new ImportCommand(console, Client.of(environment)).run(given)));
    with(
        new Command(
            "export",
            "DIR [OPTION]...",
            "write templates and battle cards as files, to keep in git",
            given -> new ExportCommand(console, Client.of(environment)).run(given)));
    with(
        new Command(
            "index",
            "rebuild|verify",
            "build the search index anew, or compare it with the database",
            what -> new IndexCommand(console, Client.of(environment)).run(what.getFirst())));
    with(
        new Command(
            "token",
            "ROLE EMAIL",
            "make a token for a person, and the person where there is none",
            who ->
                new TokenCommand(console, Client.of(environment))
                    .run(who.getFirst(), who.getLast())));
    with(
        new Command(
            "search-eval",
            "DIR [OPTION]",
            "tell how good what is found is, by judgements of what is right",
            given -> new SearchEvalCommand(console, clock, environment).run(given)));
  }

  /** The same table with one more command. */
  public Commands with(Command command) {
    commands.add(command);
    return this;
  }

  /**
   * Runs the command that is named first. A server that was started goes on running.
   *
   * @return what to end the process with: 0 when all is well, 1 when it failed, 2 when it was
   *     called the wrong way
   */
  public int run(String... arguments) {
    String name = arguments.length == 0 ? "" : arguments[0];
    if (List.of("help", "-h", "--help").contains(name)) {
      console.say(help());
      return DONE;
    }
    for (Command command : commands) {
      if (command.name().equals(name)) {
        return run(command, List.of(arguments).subList(1, arguments.length));
      }
    }
    console.note(name.isEmpty() ? help() : "There is no command " + name + ".\n\n" + help());
    return CommandFailed.MISUSED;
  }

  private int run(Command command, List<String> arguments) {
    if (!command.takes(arguments.size())) {
      console.note("Usage: ./halfdoor " + command.usage());
      return CommandFailed.MISUSED;
    }
    try {
      command.work().run(arguments);
      return DONE;
    } catch (CommandFailed failed) {
      console.note(failed.text());
      return failed.status();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CommandFailed.FAILED;
    } catch (Exception e) {
      console.fault(e);
      return CommandFailed.FAILED;
    }
  }

  private String help() {
    int width = commands.stream().mapToInt(command -> command.usage().length()).max().orElse(0);
    StringBuilder help = new StringBuilder("./halfdoor COMMAND\n\n");
    for (Command command : commands) {
      help.append("  %-".concat(width + "s   %s%n").formatted(command.usage(), command.purpose()));
    }
    return help.append(
            """

            import takes --kind collateral (if it is not said), template, objection or deal, --dry-run
            and, for templates, --publish; import --starter brings in 25 battle cards. export takes
            --kind template or objection, else writes both, and --may-be-said. search-eval needs no
            server: it makes the searches of a folder in the layout of BEIR by words and meaning, or
            with --no-meaning by words alone; with --server it ranks what is judged on a server and
            keeps the ranks in the folder, to tell what is found no more.

            import, export, index, token and search-eval --server talk to a running server:
            HALFDOOR_URL says where it is (this machine when it is not set), HALFDOOR_TOKEN who asks.""")
        .toString();
  }
}
