package io.halfdoor.api.collateral;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Asks whether links still lead somewhere, without lending anybody a hand inside the host's
 * network: only addresses that are public are called, at the usual ports, and redirects are not
 * followed.
 *
 * <p>A name is resolved once: the JVM keeps the answer for longer than the call that follows takes.
 */
final class LinkProbe {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Set<Integer> PORTS = Set.of(-1, 80, 443);

  private final Predicate<URI> allowed;
  private final Duration patience;
  private final HttpClient http;

  LinkProbe() {
    this(LinkProbe::isPublic, PATIENCE);
  }

  /** With another idea of what may be called, and of how long an answer may take. */
  LinkProbe(Predicate<URI> allowed, Duration patience) {
    this.allowed = allowed;
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
  }

  /** What became of a link. */
  enum Outcome {
    ALIVE,
    /** The server says that there is nothing, or the name no longer exists. */
    DEAD,
    /** Not called, or no answer that says either. */
    UNKNOWN
  }

  Map<String, Outcome> ask(List<String> links) throws InterruptedException {
    Map<String, Outcome> outcomes = new HashMap<>();
    for (String link : links) {
      outcomes.put(link, ask(link));
    }
    return outcomes;
  }

  private Outcome ask(String link) throws InterruptedException {
    try {
      URI uri = URI.create(link);
      if (!allowed.test(uri)) {
        return Outcome.UNKNOWN;
      }
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(patience).HEAD().build();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      return switch (status) {
        case 404, 410 -> Outcome.DEAD;
        default -> status < 400 ? Outcome.ALIVE : Outcome.UNKNOWN;
      };
    } catch (UnknownNameException e) {
      return Outcome.DEAD;
    } catch (IOException | IllegalArgumentException e) {
      return Outcome.UNKNOWN;
    }
  }

  /**
   * Whether all that a link's name stands for is out in the open.
   *
   * @throws UnknownNameException when it stands for nothing
   */
  static boolean isPublic(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme)
        || uri.getHost() == null
        || !PORTS.contains(uri.getPort())) {
      return false;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
        if (!isPublic(address)) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      throw new UnknownNameException(e);
    }
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean isShared = bytes.length == 4 && first == 100 && second >= 64 && second < 128;
    boolean isReserved = bytes.length == 4 && (first == 0 || first >= 240);
    boolean isProtocol = bytes.length == 4 && first == 192 && second == 0 && bytes[2] == 0;
    boolean isBenchmark = bytes.length == 4 && first == 198 && (second == 18 || second == 19);
    // Of IPv6, 2000::/3 is out in the open; what begins with 2002 or 2001:0 there leads to an IPv4
    // address that it carries, as those of NAT64 do outside of it.
    boolean isTunnel =
        first == 0x20 && (second == 2 || (second == 1 && bytes[2] == 0 && bytes[3] == 0));
    boolean isNotGlobal = bytes.length == 16 && ((first & 0xe0) != 0x20 || isTunnel);
    return !(address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || isShared
        || isReserved
        || isProtocol
        || isBenchmark
        || isNotGlobal);
  }

  /** A name that stands for no address. */
  static final class UnknownNameException extends RuntimeException {

    UnknownNameException(UnknownHostException cause) {
      super(cause);
    }
  }
}
