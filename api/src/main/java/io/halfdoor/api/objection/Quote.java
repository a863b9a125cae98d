package io.halfdoor.api.objection;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** What a buyer said, as it is kept: on one line, without what turns the text around it. */
final class Quote {

  static final int LONGEST = 2_000;

  private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

  private Quote() {}

  /**
   * What is kept of what somebody says was said.
   *
   * @throws Problem at {@code /quote}, when nothing or too much is left
   */
  static String of(String said) {
    String plain = TURNS.matcher(Normalizer.normalize(said, Normalizer.Form.NFC)).replaceAll("");
    String quote = Phrasing.tidy(plain, "/quote");
    if (quote.codePointCount(0, quote.length()) > LONGEST) {
      throw Problem.invalid(
          Fault.at("/quote", "Must not have more than " + LONGEST + " characters."));
    }
    return quote;
  }
}
