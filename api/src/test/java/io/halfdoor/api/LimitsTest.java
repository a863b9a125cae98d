package io.halfdoor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often one may call. */
class LimitsTest {

  @RegisterExtension
  static final TestHalfdoor halfdoor =
      new TestHalfdoor().with("requestsPerMinute", "30").with("guessesPerMinute", "5");

  /** Their tokens are known to be right before anybody guesses. */
  @BeforeAll
  static void arrive() {
    for (String who : List.of("repBusy", "repCalm", "repKnown")) {
      halfdoor.as(who).get("/me").expect(200);
    }
  }

  @Test
  void whoCallsTooOftenIsToldWhenToComeBackAndOthersAreNot() {
    TestClient busy = halfdoor.as("repBusy");
    Reply last = busy.get("/me");
    for (int i = 0; i < 40 && last.status() == 200; i++) {
      last = busy.get("/me");
    }
    last.expect(429);
    assertThat(last.header("RateLimit-Policy")).isEqualTo("\"person\";q=30;w=60");
    assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
    assertThat(last.header("RateLimit")).startsWith("\"person\";r=0;t=");
    assertThat(last.json().get("retryAfter").asText()).isEqualTo(last.header("Retry-After"));
    halfdoor.as("repCalm").get("/me").expect(200);
  }

  @Test
  void guessingTokensIsSlowedDownAndWhoHasARightOneIsNot() {
    TestClient known = halfdoor.as("repKnown");
    known.get("/me").expect(200);
    int refused = 0;
    int slowed = 0;
    for (int i = 0; i < 40; i++) {
      int status = halfdoor.withToken("hd_" + "x".repeat(40) + (100 + i)).get("/me").status();
      refused += status == 401 ? 1 : 0;
      slowed += status == 429 ? 1 : 0;
    }
    assertThat(refused).isBetween(1, 10);
    assertThat(slowed).isEqualTo(40 - refused);
    Reply told = halfdoor.withToken("hd_" + "y".repeat(43)).get("/me").expect(429);
    assertThat(Integer.parseInt(told.header("Retry-After"))).isBetween(1, 60);
    known.get("/me").expect(200);
  }
}
