package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.request.Forecast.Missing;
import io.halfdoor.api.request.OutlookStore.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** By when open requests are delivered. */
class ForecastTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Request.Kind DECK = Request.Kind.DECK;

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  private static List<Finished> past(Request.Kind kind, double... days) {
    return DoubleStream.of(days)
        .mapToObj(each -> new Finished(kind, NOW.minus(days(each)), NOW))
        .toList();
  }

  private static Duration days(double days) {
    return Duration.ofSeconds(Math.round(days * 86_400));
  }

  private static double[] some(int count) {
    return IntStream.rangeClosed(1, count).asDoubleStream().toArray();
  }

  private static Request open(Request.Kind kind, double age, Request.State state) {
    UUID id = new UUID(0, 1);
    Instant filed = NOW.minus(days(age));
    Description said =
        new Description(
            "A deck", "For a bank", kind, Map.of(), List.of(), null, List.of(), null, false, null);
    return new Request(id, 1, said, state, null, null, null, id, id, filed, filed, id);
  }

  private static Forecast forecast(
      List<Finished> past, long[] pace, double age, Request.Kind kind, long before) {
    return new Outlook(past, pace, before, NOW, UTC)
        .of(open(kind, age, Request.State.SUBMITTED), before);
  }

  @Test
  void theExampleOfTheDocsIsWhatTheCodeSays() throws IOException {
    String docs = Files.readString(Path.of("..", "docs", "requests.md"));
    double[] past = numbers(docs, "past times of one-pagers, in days");
    long[] pace =
        Arrays.stream(numbers(docs, "delivered in each of the weeks before"))
            .mapToLong(Math::round)
            .toArray();
    Forecast forecast =
        forecast(
            past(Request.Kind.ONE_PAGER, past),
            pace,
            numbers(docs, "its age, in days")[0],
            Request.Kind.ONE_PAGER,
            Math.round(numbers(docs, "stand before it")[0]));
    assertThat(forecast)
        .isEqualTo(
            new Forecast(
                LocalDate.parse(cell(docs, "p50")),
                LocalDate.parse(cell(docs, "p85")),
                past.length,
                Request.Kind.ONE_PAGER,
                null));
  }

  private static double[] numbers(String docs, String row) {
    return Arrays.stream(cell(docs, row).split(",")).mapToDouble(Double::parseDouble).toArray();
  }

  private static String cell(String docs, String row) {
    return docs.lines()
        .filter(line -> line.startsWith("| " + row + " |"))
        .map(line -> line.split("\\|")[2].strip())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tenOfItsKindSpeakForItAndElseTenOfAllKinds() {
    List<Finished> all = new ArrayList<>(past(DECK, some(10)));
    all.addAll(past(Request.Kind.VIDEO, 50, 60, 70, 80, 90, 95, 96, 97, 98));
    long[] pace = {1};
    Forecast deck = forecast(all, pace, 0, DECK, 0);
    assertThat(deck.n()).isEqualTo(10);
    assertThat(deck.kind()).isEqualTo(DECK);
    assertThat(deck.p85()).isEqualTo("2026-12-02");
    Forecast video = forecast(all, pace, 0, Request.Kind.VIDEO, 0);
    assertThat(video.n()).isEqualTo(19);
    assertThat(video.kind()).isNull();
    assertThat(forecast(all, pace, 0, null, 0)).isEqualTo(video);
    assertThat(forecast(past(DECK, some(9)), pace, 0, DECK, 0))
        .isEqualTo(new Forecast(null, null, 9, null, Missing.TOO_FEW));
  }

  @Test
  void onlyWhatTookLongerSpeaksForWhatIsOld() {
    List<Finished> past = past(DECK, some(20));
    assertThat(forecast(past, new long[] {1}, 19.5, DECK, 0).p50()).isEqualTo("2026-11-23");
    assertThat(forecast(past, new long[] {1}, 20, DECK, 0))
        .isEqualTo(new Forecast(null, null, 20, DECK, Missing.OLDER_THAN_ALL));
    assertThat(
            new Outlook(past, new long[] {1}, 0, NOW, UTC)
                .of(open(DECK, 5, Request.State.DELIVERED), 0)
                .reason())
        .isEqualTo(Missing.DELIVERED);
  }

  @Test
  void whereNothingIsDeliveredTheTurnDoesNotCome() {
    Forecast forecast = forecast(past(DECK, some(20)), new long[] {0, 0}, 0, DECK, 1);
    assertThat(forecast).isEqualTo(new Forecast(null, null, 20, DECK, Missing.NOT_WITHIN_YEARS));
    Forecast later = forecast(past(DECK, some(20)), new long[] {0, 1}, 0, DECK, 10);
    assertThat(later.p50()).isAfter("2027-02-15").isBefore("2027-05-30");
    assertThat(later.p85()).isAfter(later.p50());
    assertThat(forecast(past(DECK, some(20)), new long[] {0, 1}, 0, DECK, 10)).isEqualTo(later);
  }

  /** Of a thousand worlds each, with times whose logarithms are normal. */
  @Test
  void in85Of100CasesItIsThereByP85() {
    Random random = new Random(4);
    for (double age : new double[] {0, 20, 60}) {
      int there = 0;
      int worlds = 1_000;
      for (int world = 0; world < worlds; world++) {
        double[] past = DoubleStream.generate(() -> took(random)).limit(100).toArray();
        double takes = took(random);
        while (takes <= age) {
          takes = took(random);
        }
        Forecast forecast = forecast(past(DECK, past), new long[] {1}, age, DECK, 0);
        if (forecast.p85() != null && !day(takes - age).isAfter(forecast.p85())) {
          there++;
        }
      }
      assertThat(there / (double) worlds).as("at the age of " + age).isBetween(0.80, 0.90);
    }
  }

  private static double took(Random random) {
    return 40 * Math.exp(0.8 * random.nextGaussian());
  }

  private static LocalDate day(double days) {
    return LocalDate.ofInstant(NOW.plus(days(days)), ZoneOffset.UTC);
  }

  @Test
  void in85Of100CasesItsTurnHasComeByP85() {
    Random random = new Random(5);
    int there = 0;
    int worlds = 1_000;
    for (int world = 0; world < worlds; world++) {
      long[] pace = IntStream.range(0, 13).mapToLong(week -> delivered(random)).toArray();
      long before = 20;
      double weeks = 0;
      for (double left = before; left > 0; ) {
        long now = delivered(random);
        weeks += now >= left ? left / now : 1;
        left -= now;
      }
      Forecast forecast = forecast(past(DECK, some(10)), pace, 0, DECK, before);
      if (!day(Math.max(weeks * 7, 5)).isAfter(forecast.p85())) {
        there++;
      }
    }
    assertThat(there / (double) worlds).isBetween(0.78, 0.92);
  }

  /** From none to eight a week. */
  private static long delivered(Random random) {
    return random.nextInt(5) + random.nextInt(5);
  }

  @Test
  void anOpenRequestCarriesItAndTheQueueCounts() {
    Reply first = RequestTest.file(rep, "A deck on gibbons");
    assertThat(first.json().at("/forecast/reason").asText()).isEqualTo("tooFew");
    assertThat(first.json().at("/forecast/n").asInt()).isZero();
    String sheet = collateral();
    List<Reply> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(RequestTest.file(rep, "A sheet on siamangs no. " + i));
    }
    halfdoor.clock().advance(Duration.ofDays(7));
    try {
      for (Reply each : all) {
        deliver(each, sheet);
      }
      Reply second = RequestTest.file(rep, "A deck on siamangs");
      Reply third = RequestTest.file(rep, "Another deck on siamangs");
      JsonNode forecast = third.json().get("forecast");
      assertThat(forecast.get("n").asInt()).isEqualTo(10);
      assertThat(forecast.has("kind")).isFalse();
      assertThat(forecast.get("p50").asText()).isEqualTo(today(7));
      assertThat(forecast.get("p85").asText()).isEqualTo(today(7));
      assertThat(rep.get("/requests/" + all.getFirst().id()).json().at("/forecast/reason").asText())
          .isEqualTo("delivered");
      for (int i = 0; i < 10; i++) {
        RequestTest.file(rep, "A sheet on indris no. " + i);
      }
      String last = RequestTest.file(rep, "A deck on indris").id();
      JsonNode items = rep.get("/requests?limit=50").expect(200).json().get("items");
      assertThat(items.get(0).get("id").asText()).isEqualTo(last);
      // Thirteen are before it, and ten are delivered in each of the weeks.
      assertThat(items.get(0).at("/forecast/p50").asText()).isEqualTo(today(9.1));
      assertThat(items.get(0).get("forecast"))
          .isEqualTo(rep.get("/requests/" + last).json().get("forecast"));
      Reply begun = move(second, Map.of("to", "accepted"));
      begun = move(begun, Map.of("to", "inProgress"));
      assertThat(begun.json().at("/forecast/p50").asText()).isEqualTo(today(7));
      Reply declined = move(third, Map.of("to", "declined", "reason", "No."));
      assertThat(declined.json().has("forecast")).isFalse();
    } finally {
      halfdoor.clock().advance(Duration.ofDays(-7));
    }
  }

  private static String today(double later) {
    return LocalDate.ofInstant(halfdoor.clock().instant().plus(days(later)), ZoneOffset.UTC)
        .toString();
  }

  private void deliver(Reply request, String item) {
    Reply accepted = move(request, Map.of("to", "accepted"));
    move(accepted, Map.of("to", "delivered", "deliverables", List.of(Map.of("item", item))));
  }

  private Reply move(Reply on, Map<String, ?> body) {
    return marketer
        .with("If-Match", on.header("ETag"))
        .post("/requests/" + on.id() + "/transitions", body)
        .expect(200);
  }

  private String collateral() {
    return marketer
        .post(
            "/collateral",
            Map.of("title", "Siamangs", "kind", "sheet", "text", "Siamangs", "publish", true))
        .expect(201)
        .id();
  }
}
