package io.halfdoor.api.merge;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that leads somewhere, read from left to right: what may be filled in depends on what
 * stands before. A field of type url may be the beginning; any value may be a part behind the host;
 * nothing else may say whose host it is.
 */
final class Link {

  private static final Pattern BEHIND_HOST =
      Pattern.compile("\\s*https?://[^/?#\\s]+[/?#].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern TO_MAIL =
      Pattern.compile("\\s*mailto:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern ENDS_HOST = Pattern.compile("[/?#]");

  private enum Reached {
    NOTHING,
    HOST,
    REST,
    MAIL
  }

  private final String attribute;
  private Reached reached = Reached.NOTHING;
  private boolean isRefused;

  Link(String attribute) {
    this.attribute = attribute;
  }

  /**
   * What to write for a value; null when it may not stand there.
   *
   * @param literal what the template says between the value before and this one
   */
  @Nullable String insert(String literal, Slot slot) {
    if (isRefused) {
      return null;
    }
    if (reached == Reached.NOTHING && literal.isBlank()) {
      isRefused = slot.type() != Field.Type.URL;
      reached = Reached.HOST;
      return isRefused ? null : slot.value().raw();
    }
    reached =
        switch (reached) {
          case NOTHING -> first(literal);
          case HOST -> ENDS_HOST.matcher(literal).find() ? Reached.REST : Reached.HOST;
          case REST, MAIL -> reached;
        };
    isRefused = reached == Reached.HOST;
    return isRefused ? null : Url.part(slot.value().raw(), reached == Reached.MAIL ? "@" : "");
  }

  String refusal() {
    return "In "
        + attribute
        + " a merge field is either of type url and the beginning, or stands behind the host of an"
        + " http, https or mailto link.";
  }

  private static Reached first(String literal) {
    if (BEHIND_HOST.matcher(literal).matches()) {
      return Reached.REST;
    }
    return TO_MAIL.matcher(literal).matches() ? Reached.MAIL : Reached.HOST;
  }
}
