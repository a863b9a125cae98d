package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.web.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How many points a request has, and what for. */
class RankFormulaTest {

  private static final ObjectMapper JSON = Json.mapper();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
  private static final Stake.Standing BARE =
      new Stake.Standing(new UUID(1, 1), NOW, Request.State.SUBMITTED, null, List.of(), 0);

  private final RankFormula formula = new RankFormula(RankConfig.standard());

  @Test
  void theExampleOfTheDocsIsWhatTheFormulaMakesOfIt() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "rank.md"));
    JsonNode example =
        JSON.readTree(page.substring(page.indexOf("```json") + 7, page.lastIndexOf("```")));
    LocalDate today = LocalDate.parse(example.get("today").asText());
    List<Stake.Pipeline> pipelines = new ArrayList<>();
    for (JsonNode each : example.get("pipelines")) {
      pipelines.add(
          new Stake.Pipeline(
              new UUID(1, 1),
              each.path("currency").asText(null),
              each.get("deals").asLong(),
              each.has("amount") ? each.get("amount").decimalValue() : null,
              each.has("closes") ? LocalDate.parse(each.get("closes").asText()) : null));
    }
    Stake stake =
        new Stake(
            new Stake.Standing(
                new UUID(1, 1),
                Instant.parse(example.get("createdAt").asText()),
                Request.State.SUBMITTED,
                LocalDate.parse(example.get("needBy").asText()),
                List.of(new UUID(1, 2)),
                example.get("supporters").asLong()),
            pipelines);
    long heard = example.get("heard").asLong();

    List<String> rows = new ArrayList<>();
    int of = 0;
    for (RankFormula.Reason reason : formula.because(stake, heard, today)) {
      of += reason.of();
      rows.add(
          "| %s | %s | %d | %s |"
              .formatted(Words.of(reason.factor()), reason.points(), reason.of(), reason.says()));
    }
    BigDecimal score = BigDecimal.valueOf(formula.tenths(stake, heard, today), 1);
    rows.add("| score | %s | %d | |".formatted(score, of));

    assertThat(table(page, "| factor | points | of | says |")).isEqualTo(rows);
  }

  @Test
  void theDocsShowThePointsAsTheyCome() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "rank.md"));
    RankConfig usual = RankConfig.standard();
    assertThat(
            table(page, "| factor | points | share | where nothing is known |").stream()
                .map(row -> row.split(" \\| ", 3)[0].substring(2) + " " + row.split(" \\| ", 3)[1]))
        .containsExactly(
            "pipeline " + usual.pipeline(),
            "supporters " + usual.supporters(),
            "urgency " + usual.urgency(),
            "heard " + usual.heard(),
            "age " + usual.age());
    assertThat(Files.readString(Path.of("..", "config.yml"))).contains(usual.full());
  }

  private static List<String> table(String page, String heading) {
    return page.lines()
        .dropWhile(line -> !line.equals(heading))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  @Test
  void whatIsNotKnownBringsNothingAndSaysSo() {
    List<RankFormula.Reason> because = formula.because(new Stake(BARE, List.of()), 0, TODAY);
    assertThat(because).allMatch(reason -> reason.points().signum() == 0);
    assertThat(because)
        .extracting(RankFormula.Reason::says)
        .containsExactly(
            "No open deal is behind it",
            "Nobody else needs it yet",
            "No day is known",
            "About no objection",
            "Filed today");
    assertThat(formula.tenths(new Stake(BARE, List.of()), 0, TODAY)).isZero();
  }

  @Test
  void aDealThatCannotBeWeighedCountsAsAHundredthWhateverItsAmount() {
    Stake unknown = new Stake(BARE, List.of(pipeline(null, 2, null)));
    Stake yen = new Stake(BARE, List.of(pipeline("JPY", 2, "99000000")));
    Stake known = new Stake(BARE, List.of(pipeline("EUR", 2, "20000")));
    assertThat(formula.tenths(unknown, 0, TODAY))
        .isEqualTo(formula.tenths(yen, 0, TODAY))
        .isEqualTo(formula.tenths(known, 0, TODAY))
        .isPositive();
    assertThat(formula.because(yen, 0, TODAY).getFirst().says())
        .isEqualTo("JPY 99,000,000 in 2 open deals, not weighed");
    RankConfig weighed = new RankConfig(null, null, null, null, null, "JPY 99000000");
    assertThat(new RankFormula(weighed).tenths(yen, 0, TODAY)).isEqualTo(400);
    assertThat(new RankFormula(weighed).because(known, 0, TODAY).getFirst().says())
        .isEqualTo("EUR 20,000 in 2 open deals, not weighed");
  }

  @Test
  void whatComesFirstIsUrgentAndAfterTheNeedByDateMostOfAll() {
    assertThat(urgency(TODAY.plusDays(14), null)).isEqualTo("10.0 Needed in 14 days");
    assertThat(urgency(TODAY.plusDays(14), TODAY.plusDays(1)))
        .isEqualTo("18.7 A deal closes in 1 day");
    assertThat(urgency(TODAY.plusDays(3), TODAY.plusDays(4))).isEqualTo("16.5 Needed in 3 days");
    assertThat(urgency(TODAY, TODAY.plusDays(4))).isEqualTo("20.0 Needed today");
    assertThat(urgency(TODAY.minusDays(1), TODAY)).isEqualTo("20.0 Overdue by 1 day");
  }

  private String urgency(LocalDate needBy, LocalDate closes) {
    Stake.Standing standing =
        new Stake.Standing(BARE.id(), NOW, Request.State.SUBMITTED, needBy, List.of(), 0);
    List<Stake.Pipeline> pipelines =
        closes == null
            ? List.of()
            : List.of(new Stake.Pipeline(BARE.id(), "EUR", 1, BigDecimal.ONE, closes));
    return formula.because(new Stake(standing, pipelines), 0, TODAY).stream()
        .filter(reason -> reason.factor() == RankFormula.Factor.URGENCY)
        .map(reason -> reason.points() + " " + reason.says())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whateverIsAtStakeTheScoreIsWhatItsReasonsAddUpToAndWithinItsPoints() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      RankConfig config =
          new RankConfig(
              random.nextInt(200),
              random.nextInt(200),
              random.nextInt(200),
              random.nextInt(200),
              random.nextInt(200),
              null);
      RankFormula any = new RankFormula(config);
      Stake stake =
          new Stake(
              new Stake.Standing(
                  BARE.id(),
                  NOW.minusSeconds(random.nextInt(100_000_000) - 100_000L),
                  Request.State.WAITING,
                  random.nextBoolean() ? null : TODAY.plusDays(random.nextInt(4_000) - 400),
                  List.of(),
                  random.nextInt(300)),
              random.nextBoolean()
                  ? List.of()
                  : List.of(
                      pipeline("EUR", 3, Long.toString(random.nextLong(9_999_999_999_999L))),
                      pipeline(null, 1 + random.nextInt(500), null)));
      long heard = random.nextInt(5_000);
      List<RankFormula.Reason> because = any.because(stake, heard, TODAY);
      assertThat(
              because.stream().mapToInt(reason -> reason.points().unscaledValue().intValue()).sum())
          .isEqualTo(any.tenths(stake, heard, TODAY));
      assertThat(because)
          .hasSize(5)
          .allMatch(
              reason ->
                  reason.points().signum() >= 0
                      && reason.points().compareTo(BigDecimal.valueOf(reason.of())) <= 0);
      assertThat(because)
          .isSortedAccordingTo((one, other) -> other.points().compareTo(one.points()));
    }
  }

  @Test
  void whatIsNoAmountInACurrencyOnceIsRefused() {
    for (String wrong :
        List.of(
            "EUR", "1000000", "EUR -1", "EUR 0", "XQX 1", "EUR 1, EUR 2", "EUR 1,", "EUR 1 2")) {
      assertThat(new RankConfig(null, null, null, null, null, wrong).isFullKnown())
          .as(wrong)
          .isFalse();
    }
    assertThat(new RankConfig(null, null, null, null, null, " JPY 1,EUR  2.50 ").isFullKnown())
        .isTrue();
    assertThat(new RankConfig(null, null, null, null, null, " ").amounts())
        .containsKeys("EUR", "USD", "GBP", "CHF");
  }

  private static Stake.Pipeline pipeline(String currency, long deals, String amount) {
    return new Stake.Pipeline(
        BARE.id(), currency, deals, amount == null ? null : new BigDecimal(amount), null);
  }
}
