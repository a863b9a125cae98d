package io.halfdoor.api.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account that PostgreSQL runs as, which must not be root.
 *
 * <p>Where we are not root it is our own. Where we are, a user namespace ({@code unshare -U}) makes
 * PostgreSQL nobody in particular while its files remain ours. Where that is forbidden, as in many
 * containers, PostgreSQL runs as a plain user to whom its folder is given.
 *
 * @param command what is put before a program to run it as this account
 * @param owner who the folder of PostgreSQL must belong to; null when it may stay as it is
 */
record Account(List<String> command, @Nullable String owner) {

  /** Users that may run PostgreSQL for us where the home is root's own, best first. */
  private static final List<String> PLAIN_USERS = List.of("halfdoor", "postgres", "nobody");

  static Account toRunIn(Path home) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new Account(List.of(), null);
    }
    if (works(List.of("unshare", "-U", "true"))) {
      return new Account(List.of("unshare", "-U"), null);
    }
    return plainUser(home);
  }

  /** A plain user of this machine: the one who owns the home, else the first we know by name. */
  static Account plainUser(Path home) {
    String user =
        ownerOf(home)
            .filter(owner -> !owner.equals("root"))
            .or(() -> PLAIN_USERS.stream().filter(Account::isThere).findFirst())
            .orElseThrow(() -> refused(home, "there is no plain user on this machine"));
    String group = output("id", "-g", user);
    List<List<String>> ways =
        List.of(
            List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups"),
            List.of("runuser", "-u", user, "--"));
    for (List<String> command : ways) {
      if (works(with(command, "test", "-x", home.toString()))) {
        return new Account(command, user);
      }
    }
    throw refused(home, "user " + user + " cannot enter that folder");
  }

  /** The command line that runs a program as this account. */
  List<String> running(List<String> program) {
    List<String> line = new ArrayList<>(command);
    line.addAll(program);
    return line;
  }

  /** Gives the folder and all in it to this account, where that is another one than ours. */
  void own(Path folder) {
    if (owner == null) {
      return;
    }
    try {
      UserPrincipal user =
          FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(owner);
      for (Path path : Folders.everythingIn(folder)) {
        Files.setAttribute(path, "owner:owner", user, LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot give " + folder + " to user " + owner, e);
    }
  }

  private static OpeningRefused refused(Path home, String why) {
    return new OpeningRefused(
        """
        PostgreSQL does not run as root, and %s (HALFDOOR_HOME is %s). Start Halfdoor as a plain user that owns \
        its home, or allow user namespaces (unshare -U), or set HALFDOOR_DATABASE_URL to a PostgreSQL of your own."""
            .formatted(why, home));
  }

  private static Optional<String> ownerOf(Path home) {
    try {
      return Optional.of(Files.getOwner(home).getName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isThere(String user) {
    return works(List.of("id", "-u", user));
  }

  private static List<String> with(List<String> command, String... rest) {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(rest));
    return line;
  }

  private static boolean works(List<String> command) {
    try {
      return Commands.run(command, Duration.ofSeconds(5)).succeeded();
    } catch (IOException notThere) {
      return false;
    }
  }

  private static String output(String... command) {
    try {
      return Commands.run(List.of(command), Duration.ofSeconds(5)).output().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
