package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.figure.Interval;
import io.halfdoor.api.figure.Share;
import io.halfdoor.api.figure.Window;
import io.halfdoor.api.request.Metrics.Measured;
import io.halfdoor.api.request.Metrics.Missing;
import io.halfdoor.api.request.Metrics.Quantile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the requests of a window come to. */
class RequestMetricsTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final Instant FILED = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final Window WINDOW =
      new Window(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 8, 31));

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  /** Filed on 1 June; a state and after how many days it was in it, again and again. */
  private static Measured request(
      Request.Verdict verdict, Integer repliedAfter, Integer usedAfter, String... went) {
    List<Stay> stays = new ArrayList<>();
    Request.State state = Request.State.SUBMITTED;
    Instant since = FILED;
    for (String each : went) {
      String[] parts = each.split(" ");
      Instant until = day(Integer.parseInt(parts[1]));
      stays.add(new Stay(new UUID(0, 1), state, since, until));
      state = Words.read(Request.State.class, parts[0]);
      since = until;
    }
    stays.add(new Stay(new UUID(0, 1), state, since, null));
    return new Measured(
        new Course(
            stays,
            repliedAfter == null ? null : day(repliedAfter),
            usedAfter == null ? null : day(usedAfter)),
        verdict);
  }

  private static Instant day(int after) {
    return FILED.plus(Duration.ofDays(after));
  }

  private static Metrics of(List<Measured> all) {
    return Metrics.of(WINDOW, all, 2, CalendarConfig.standard().calendar(), NOW);
  }

  @Test
  void everyRequestCountsOnceAndTheOpenOnesForAsLongAsTheyHaveBeen() {
    Metrics metrics =
        of(
            List.of(
                request(Request.Verdict.HELPED, 1, 12, "accepted 1", "delivered 10", "closed 14"),
                request(
                    Request.Verdict.HELPED,
                    2,
                    null,
                    "accepted 2",
                    "delivered 20",
                    "inProgress 22",
                    "delivered 30",
                    "closed 40"),
                request(null, 3, null, "declined 3"),
                request(null, null, null, "withdrawn 5"),
                request(null, 4, null, "accepted 4", "waiting 6", "inProgress 8"),
                request(null, 5, 141, "accepted 5", "delivered 140"),
                request(null, null, null)));
    assertThat(metrics.filed()).isEqualTo(7);
    assertThat(metrics.open()).isEqualTo(3);
    assertThat(metrics.calendarTime().happened()).isEqualTo(4);
    assertThat(metrics.calendarTime().open()).isEqualTo(3);
    assertThat(metrics.calendarTime().never()).isZero();
    assertThat(metrics.calendarTime().p50()).isEqualTo(days(40));
    assertThat(metrics.calendarTime().p85()).isEqualTo(missing(Missing.NOT_REACHED));
    assertThat(metrics.timeToFirstReply().n()).isEqualTo(7);
    assertThat(metrics.timeToFirstReply().never()).isEqualTo(1);
    assertThat(metrics.timeToFirstReply().p50()).isEqualTo(days(4));
    assertThat(metrics.timeToDelivery().happened()).isEqualTo(3);
    assertThat(metrics.timeToDelivery().never()).isEqualTo(2);
    assertThat(metrics.timeToDelivery().open()).isEqualTo(2);
    assertThat(metrics.timeToDelivery().p50()).isEqualTo(missing(Missing.NOT_REACHED));
    assertThat(metrics.timeToFirstUse().n()).isEqualTo(3);
    assertThat(metrics.timeToFirstUse().p50()).isEqualTo(days(2));
    assertThat(metrics.waitingTime().p50()).isEqualTo(days(0));
    assertThat(metrics.declined().share()).isEqualTo(Share.of(1, 4));
    assertThat(metrics.withdrawn().share()).isEqualTo(Share.of(1, 4));
    assertThat(metrics.merged().share()).isEqualTo(Share.of(0, 4));
    assertThat(metrics.deflected().share()).isEqualTo(Share.of(2, 9));
    assertThat(metrics.helped().share()).isEqualTo(Share.of(2, 3));
    assertThat(metrics.notHelped().share()).isEqualTo(Share.of(1, 3));
    assertThat(metrics.noVerdict().share()).isEqualTo(Share.of(0, 3));
    assertThat(metrics.awaitingVerdict()).isEqualTo(1);
    assertThat(metrics.neverUsed().share()).isEqualTo(Share.of(1, 2));
    assertThat(metrics.neverUsed().share().interval()).isEqualTo(Interval.wilson(1, 2));
    assertThat(metrics.deliveredLately()).isEqualTo(1);
  }

  @Test
  void whatIsUsedTooLateWasNeverUsedInTime() {
    Metrics metrics =
        of(
            List.of(
                request(null, 1, 71, "accepted 1", "delivered 10"),
                request(null, 1, 70, "accepted 1", "delivered 10"),
                request(null, 1, null, "accepted 1", "delivered 93", "closed 100")));
    assertThat(metrics.neverUsed().share()).isEqualTo(Share.of(2, 3));
    assertThat(metrics.deliveredLately()).isZero();
    assertThat(metrics.noVerdict().share()).isEqualTo(Share.of(1, 1));
  }

  @Test
  void whereThereIsNothingNothingIsZero() {
    Metrics metrics = Metrics.of(WINDOW, List.of(), 0, CalendarConfig.standard().calendar(), NOW);
    assertThat(metrics.timeToDelivery().p50()).isEqualTo(missing(Missing.NONE));
    assertThat(metrics.declined().share()).isEqualTo(new Share(0, 0, null, null));
    assertThat(metrics.deflected().share().share()).isNull();
  }

  private static Quantile days(int days) {
    return new Quantile(Duration.ofDays(days), null);
  }

  private static Quantile missing(Missing why) {
    return new Quantile(null, why);
  }

  @Test
  void theFiguresAreOfWhatTheCallerSees() {
    Reply filed = RequestTest.file(rep, "A sheet on lemurs");
    Map<String, Object> secret = RequestTest.body("A sheet on lorises");
    secret.put("confidential", true);
    rep.post("/requests", secret).expect(201);
    marketer
        .with("If-Match", filed.header("ETag"))
        .post("/requests/" + filed.id() + "/transitions", Map.of("to", "declined", "reason", "No."))
        .expect(200);
    halfdoor
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO deflection (id, person_id, title, details, kind, item_id, at)"
                        + " SELECT id, id, 'x', 'y', 'collateral', id, ? FROM person LIMIT 1",
                    halfdoor.clock().instant()));
    for (TestClient seesAll : List.of(rep, marketer, halfdoor.admin())) {
      assertThat(metrics(seesAll, "").get("filed").asInt()).isEqualTo(2);
    }
    for (TestClient other : List.of(halfdoor.as("rep2"), halfdoor.as("leader"))) {
      JsonNode metrics = metrics(other, "");
      assertThat(metrics.get("filed").asInt()).isEqualTo(1);
      assertThat(metrics.get("open").asInt()).isZero();
      assertThat(metrics.at("/calendarTime/p50/value").asText()).isEqualTo("PT0S");
      assertThat(metrics.at("/timeToDelivery/p50/reason").asText()).isEqualTo("notReached");
      assertThat(metrics.at("/timeToFirstUse/p85/reason").asText()).isEqualTo("none");
      assertThat(metrics.at("/declined/share").asDouble()).isEqualTo(1);
      assertThat(metrics.at("/deflected/k").asInt()).isEqualTo(1);
      assertThat(metrics.at("/deflected/n").asInt()).isEqualTo(2);
      assertThat(metrics.at("/helped").has("share")).isFalse();
    }
    JsonNode before = metrics(rep, "?from=2020-01-01&to=2020-01-31");
    assertThat(before.get("filed").asInt()).isZero();
    assertThat(before.at("/deflected/n").asInt()).isZero();
    rep.get("/requests/metrics?from=2026-11-02&to=2026-11-01").expect(422);
    rep.get("/requests/metrics?from=yesterday").expect(400);
    rep.get("/requests/metrics?from=2020-01-01&to=2026-11-01").expect(422);
  }

  @Test
  void everyFigureIsDefinedWhereItSays() throws IOException {
    String docs = Files.readString(Path.of("..", "docs", "requests.md"));
    List<String> definitions = metrics(rep, "").findValuesAsText("definition");
    assertThat(definitions).hasSize(14);
    for (String definition : definitions) {
      assertThat(definition).startsWith("docs/requests.md#");
      assertThat(docs).contains("<a id=\"%s\"></a>".formatted(definition.replaceAll(".*#", "")));
    }
  }

  private static JsonNode metrics(TestClient caller, String window) {
    return caller.get("/requests/metrics" + window).expect(200).json();
  }
}
