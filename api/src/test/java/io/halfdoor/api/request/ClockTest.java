package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.data.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long what took of a request. */
class ClockTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final WorkingCalendar OFFICE = CalendarConfig.standard().calendar();

  /** A Monday. */
  private static final String FILED = "2026-11-23T10:00:00Z";

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  private static Course course(String repliedAt, String usedAt, String... stays) {
    UUID id = new UUID(0, 1);
    List<Stay> all = new ArrayList<>();
    for (int i = 0; i < stays.length; i += 2) {
      Instant until = i + 2 < stays.length ? Instant.parse(stays[i + 3]) : null;
      all.add(
          new Stay(
              id, Words.read(Request.State.class, stays[i]), Instant.parse(stays[i + 1]), until));
    }
    return new Course(all, at(repliedAt), at(usedAt));
  }

  private static Instant at(String time) {
    return time == null ? null : Instant.parse(time);
  }

  @Test
  void theClockPausesWhileItWaitsAndStopsWhileItIsDelivered() {
    Course course =
        course(
            "2026-11-23T11:30:59Z",
            null,
            "submitted",
            FILED,
            "accepted",
            "2026-11-23T16:00:00Z",
            "waiting",
            "2026-11-24T12:00:00Z",
            "inProgress",
            "2026-11-26T09:00:00Z",
            "delivered",
            "2026-11-26T13:00:00Z",
            "inProgress",
            "2026-11-27T15:00:00Z",
            "delivered",
            "2026-11-30T10:00:00Z");
    Clock clock = Clock.of(course, OFFICE, Instant.parse("2026-12-01T10:00:00Z"));
    assertThat(clock)
        .isEqualTo(
            new Clock(
                Duration.ofDays(8),
                Duration.ofHours(6 + 4 + 4 + 3),
                Duration.ofHours(45),
                Duration.ofMinutes(90),
                Duration.ofHours(75),
                null));
  }

  @Test
  void aRequestThatHasEndedStandsStill() {
    for (String end : List.of("closed", "declined", "withdrawn")) {
      Course course = course(null, null, "submitted", FILED, end, "2026-11-24T10:30:00Z");
      for (String now : List.of("2026-11-24T10:30:00Z", "2030-01-01T00:00:00Z")) {
        assertThat(Clock.of(course, OFFICE, Instant.parse(now)))
            .isEqualTo(
                new Clock(
                    Duration.ofMinutes(24 * 60 + 30),
                    Duration.ofMinutes(8 * 60 + 30),
                    Duration.ZERO,
                    null,
                    null,
                    null));
      }
    }
  }

  @Test
  void theFirstUseIsCountedFromTheLatestDelivery() {
    Course course =
        course(
            null,
            "2026-11-28T10:00:30Z",
            "submitted",
            FILED,
            "delivered",
            "2026-11-24T10:00:00Z",
            "inProgress",
            "2026-11-25T10:00:00Z",
            "delivered",
            "2026-11-26T10:00:00Z");
    Clock clock = Clock.of(course, OFFICE, Instant.parse("2026-12-01T10:00:00Z"));
    assertThat(clock.timeToFirstUse()).hasDays(2);
    assertThat(clock.timeToDelivery()).hasDays(1);
  }

  @Test
  void aRequestShowsItsClockAndTheTagGoesWithIt() {
    Reply filed = RequestTest.file(rep, "A sheet on sloths");
    assertThat(filed.json().get("clock").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("calendarTime", "workingTime", "waitingTime");
    assertThat(texts(filed.json().get("clock"))).containsOnly("PT0S");
    Reply accepted = move(marketer, filed, Map.of("to", "accepted"));
    halfdoor.clock().advance(Duration.ofDays(7));
    try {
      Reply later = rep.with("If-None-Match", accepted.header("ETag")).get(path(filed)).expect(200);
      assertThat(texts(later.json().get("clock")))
          .containsExactly("PT168H", "PT40H", "PT0S", "PT0S");
      rep.with("If-None-Match", later.header("ETag")).get(path(filed)).expect(304);
      Reply waiting = move(marketer, accepted, Map.of("to", "waiting", "reason", "How many?"));
      halfdoor.clock().advance(Duration.ofDays(14));
      String sheet = collateral("Sloths");
      use(sheet);
      Reply resumed = move(rep, waiting, Map.of("to", "inProgress"));
      Reply delivered = move(marketer, resumed, delivery(sheet));
      assertThat(delivered.json().get("clock").has("timeToFirstUse")).isFalse();
      halfdoor.clock().advance(Duration.ofHours(3));
      use(sheet);
      use(sheet);
      halfdoor.clock().advance(Duration.ofHours(3));
      JsonNode clock = rep.get(path(filed)).expect(200).json().get("clock");
      assertThat(texts(clock))
          .containsExactly("PT510H", "PT40H", "PT336H", "PT0S", "PT504H", "PT3H");
      JsonNode listed = rep.get("/requests?requestedBy=me").expect(200).json().get("items");
      assertThat(listed.get(0).get("clock")).isEqualTo(clock);
    } finally {
      halfdoor.clock().advance(Duration.ofDays(-21).minusHours(6));
    }
  }

  private static List<String> texts(JsonNode node) {
    return node.valueStream().map(JsonNode::asText).toList();
  }

  private void use(String item) {
    rep.post("/collateral/" + item + "/uses", Map.of("how", "sent")).expect(201);
  }

  private static Map<String, Object> delivery(String item) {
    return Map.of("to", "delivered", "deliverables", List.of(Map.of("item", item)));
  }

  private String collateral(String title) {
    return marketer
        .post(
            "/collateral", Map.of("title", title, "kind", "sheet", "text", title, "publish", true))
        .expect(201)
        .id();
  }

  private static Reply move(TestClient caller, Reply on, Map<String, ?> body) {
    return caller
        .with("If-Match", on.header("ETag"))
        .post(path(on) + "/transitions", new HashMap<>(body))
        .expect(200);
  }

  private static String path(Reply on) {
    return "/requests/" + on.id();
  }
}
