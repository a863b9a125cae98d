package io.halfdoor.api.command;

import java.util.List;

/**
 * One command of {@code ./halfdoor}.
 *
 * @param arguments as the help shows them, such as {@code PATH [OPTION]...}: what stands in
 *     brackets may be left out, and more than this is not taken but where it ends in dots
 * @param purpose what it does, in one line
 */
public record Command(String name, String arguments, String purpose, Work work) {

  /** What a command does. */
  @FunctionalInterface
  public interface Work {
    /** Does it with as many arguments as the command takes. */
    void run(List<String> arguments) throws Exception;
  }

  String usage() {
    return arguments.isEmpty() ? name : name + " " + arguments;
  }

  boolean takes(int count) {
    List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1));
    long required = words.stream().filter(word -> !word.startsWith("[")).count();
    return count >= required && (count <= words.size() || arguments.endsWith("..."));
  }
}
