package io.halfdoor.api.command;

/** What is said to the person at the terminal, never to a log. */
public final class Console {

  private Console() {}

  /** Shows the secret of the first admin's token: here, once. */
  public static void firstAdminToken(String secret) {
    System.out.printf(
        """

        The first admin's token, shown this once:

            %s

        Keep it; it is valid until revoked.

        """,
        secret);
  }
}
