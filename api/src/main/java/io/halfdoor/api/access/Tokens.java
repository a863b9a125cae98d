package io.halfdoor.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.halfdoor.api.web.Digests;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/**
 * Makes tokens and tells who is behind one.
 *
 * <p>A secret is 256 random bits, kept only as its SHA-256 (a slow hash protects passwords that
 * people choose; nobody guesses this). What was found out is remembered for half a second, so that
 * a revoked token, or one of a person who left, stops working on every node well within a second.
 */
final class Tokens {

  static final String SECRET_PREFIX = "hd_";

  private static final Pattern SECRET = Pattern.compile("hd_[A-Za-z0-9_-]{43}");
  private static final Duration REMEMBERED = Duration.ofMillis(500);
  private static final int SECRET_BYTES = 32;

  private final Jdbi jdbi;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Cache<String, Optional<Caller>> recent =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(10_000).build();

  Tokens(Jdbi jdbi, InstantSource clock, SecureRandom random) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.random = random;
  }

  /** The caller that this secret stands for; empty when it does not, or no longer does. */
  Optional<Caller> caller(String secret) {
    return SECRET.matcher(secret).matches() || isChosen(secret)
        ? recent.get(hash(secret), this::look)
        : Optional.empty();
  }

  String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return SECRET_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String hash(String secret) {
    return Digests.sha256(secret);
  }

  /** A first admin's token may be chosen by whoever hosts this: any text of a sane length. */
  static boolean isChosen(String secret) {
    return secret.length() >= 16 && secret.length() <= 200;
  }

  private Optional<Caller> look(String hash) {
    TokenStore store = jdbi.onDemand(TokenStore.class);
    Optional<Caller> caller = store.findCaller(hash, clock.instant());
    caller.ifPresent(found -> store.used(found.tokenId(), clock.instant()));
    return caller;
  }
}
