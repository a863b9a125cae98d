package io.halfdoor.api.merge;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The links that may be in a mail: absolute, of three schemes, showing whom they lead to. */
final class Url {

  private static final Set<String> SCHEMES = Set.of("https", "http", "mailto");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String UNRESERVED = "-._~";

  private Url() {}

  /** Why it cannot stand in a mail, for a person; null when it can. */
  static @Nullable String fault(String link) {
    if (link.length() > Limits.URL) {
      return "A link has at most " + Limits.URL + " characters.";
    }
    try {
      URI uri = new URI(link);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!SCHEMES.contains(scheme) || !Clean.line(link).equals(link)) {
        return "A link begins with https://, http:// or mailto:.";
      }
      boolean leads =
          scheme.equals("mailto")
              ? uri.getRawSchemeSpecificPart().indexOf('@') > 0
              : uri.getHost() != null;
      if (!leads) {
        return "The link leads nowhere.";
      }
      return uri.getRawUserInfo() == null ? null : "A link names no user before its host.";
    } catch (URISyntaxException _) {
      return "This cannot be read as a link.";
    }
  }

  /**
   * A value as one part of a link, which ends or begins no part.
   *
   * @param kept what stays as it is besides letters, digits and {@code -._~}
   */
  static String part(String value, String kept) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (each & 0xff);
      boolean isPlain =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9')
              || UNRESERVED.indexOf(letter) >= 0
              || kept.indexOf(letter) >= 0;
      if (isPlain) {
        encoded.append(letter);
      } else {
        encoded.append('%').append(HEX.toHexDigits(each));
      }
    }
    return encoded.toString();
  }
}
