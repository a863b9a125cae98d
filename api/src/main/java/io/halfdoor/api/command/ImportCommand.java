package io.halfdoor.api.command;

import java.util.List;

/** Placeholder during construction. */
@SuppressWarnings("DoNotCallSuggester")
final class ImportCommand {
  ImportCommand(Console console, Client client) {}

  void run(List<String> arguments) throws CommandFailed {
    throw new CommandFailed("not yet");
  }
}
