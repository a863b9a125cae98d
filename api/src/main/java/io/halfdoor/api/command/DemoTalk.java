package io.halfdoor.api.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.demo.DemoDeal;
import io.halfdoor.demo.DemoHearing;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings what the sample company says and hears into a server: its deals, the answers to what any
 * company hears, its e-mail templates, and what its reps heard.
 */
final class DemoTalk {

  private static final String MARKDOWN = "text/markdown";

  private final Client marketer;
  private final Instant now;

  /** Their ids by their external ids. */
  private final Map<String, String> objections = new ConcurrentHashMap<>();

  /**
   * Talk as of now.
   *
   * @param marketer who writes what is published
   */
  DemoTalk(Client marketer, Instant now) {
    this.marketer = marketer;
    this.now = now;
  }

  /** The ids of the objections by their external ids. */
  Map<String, String> objections() {
    return objections;
  }

  void deal(DemoDeal deal) throws CommandFailed, InterruptedException {
    Instant closes = now.plus(Duration.ofDays(deal.closeDaysAhead()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("crmId", deal.crmId());
    body.put("account", deal.account());
    body.put("name", deal.name());
    body.put(
        "value",
        Map.of("amount", new java.math.BigDecimal(deal.amount()), "currency", deal.currency()));
    body.put("stage", deal.stage());
    body.put("closeDate", closes.atZone(ZoneOffset.UTC).toLocalDate().toString());
    body.put("state", deal.state());
    body.put("leadSource", deal.leadSource());
    body.put("source", "crm");
    if (!deal.reason().isEmpty()) {
      body.put("reason", deal.reason());
    }
    marketer.postOnce("demo deal " + deal.crmId(), "/deals", body);
  }

  void card(String markdown) throws CommandFailed, InterruptedException {
    JsonNode card =
        marketer
            .postOnce(
                "demo card " + markdown.hashCode(),
                "/objections/cards",
                MARKDOWN,
                BodyPublishers.ofString(markdown))
            .body();
    JsonNode objection = card.has("objection") ? card.get("objection") : card;
    objections.put(objection.path("externalId").asText(), objection.path("id").asText());
  }

  void template(String markdown) throws CommandFailed, InterruptedException {
    marketer.postOnce(
        "demo template " + markdown.hashCode(),
        "/templates/files?publish=true",
        MARKDOWN,
        BodyPublishers.ofString(markdown));
  }

  /**
   * One that was answered was so with the first answer that the rep was given; one that was not
   * matched, or not rightly, was filed by marketing.
   */
  void hearing(Client rep, DemoHearing hearing) throws CommandFailed, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("quote", hearing.quote());
    body.put(
        "heardAt", now.minus(Duration.ofDays(hearing.daysAgo())).minusSeconds(3_600).toString());
    if (!hearing.deal().isEmpty()) {
      body.put("deal", Map.of("crmId", hearing.deal()));
    }
    put(body, "stage", hearing.stage());
    put(body, "leadSource", hearing.leadSource());
    put(body, "competitor", hearing.competitor());
    put(body, "outcome", hearing.outcome());
    String key = "demo hearing " + hearing.daysAgo() + " " + hearing.quote().hashCode();
    JsonNode heard = rep.postOnce(key, "/hearings", body).body();
    String filed = objections.getOrDefault(hearing.objection(), "");
    boolean isRight = heard.at("/match/objection").asText().equals(filed);
    if (!filed.isEmpty() && !isRight) {
      marketer.send(
          "PUT",
          "/hearings/" + heard.at("/hearing/id").asText() + "/objection",
          "application/json",
          Client.json(Map.of("objection", filed)),
          List.of());
    }
    String answer = heard.at("/answers/0/id").asText();
    if (hearing.outcome().equals("answered") && isRight && !answer.isEmpty()) {
      rep.send(
          "PATCH",
          "/hearings/" + heard.at("/hearing/id").asText(),
          "application/merge-patch+json",
          Client.json(Map.of("answer", answer)),
          List.of("If-Match", "*"));
    }
  }

  private static void put(Map<String, Object> body, String name, String value) {
    if (!value.isEmpty()) {
      body.put(name, value);
    }
  }
}
