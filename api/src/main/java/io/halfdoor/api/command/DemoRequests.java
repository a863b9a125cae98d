package io.halfdoor.api.command;

import io.halfdoor.demo.DemoRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Brings what the sample company asked marketing for into a server, as far as it has come. */
final class DemoRequests {

  private static final String JSON = "application/json";

  /** Through which states the others are reached. */
  private static final Map<String, List<String>> WAYS =
      Map.of(
          "submitted", List.of(),
          "accepted", List.of("accepted"),
          "inProgress", List.of("accepted", "inProgress"),
          "waiting", List.of("accepted", "waiting"),
          "delivered", List.of("accepted", "inProgress", "delivered"),
          "closed", List.of("accepted", "inProgress", "delivered", "closed"),
          "declined", List.of("declined"),
          "withdrawn", List.of("withdrawn"),
          "merged", List.of());

  private final Client marketer;
  private final Function<String, Client> clients;
  private final Map<String, String> people;
  private final Map<String, String> objections;
  private final Instant now;

  /** Their ids by their external ids. */
  private final Map<String, String> ids = new ConcurrentHashMap<>();

  /**
   * Requests as of now.
   *
   * @param marketer who sees to those that nobody works on
   * @param clients whoever has an e-mail address
   * @param people their ids by their e-mail addresses
   * @param objections their ids by their external ids
   */
  DemoRequests(
      Client marketer,
      Function<String, Client> clients,
      Map<String, String> people,
      Map<String, String> objections,
      Instant now) {
    this.marketer = marketer;
    this.clients = clients;
    this.people = people;
    this.objections = objections;
    this.now = now;
  }

  void request(DemoRequest request) throws CommandFailed, InterruptedException {
    String key = "demo " + request.externalId();
    String filer = request.filedBy().isEmpty() ? request.person() : request.filedBy();
    String id = clients.apply(filer).postOnce(key, "/requests", body(request)).id();
    ids.put(request.externalId(), id);
    String path = "/requests/" + id;
    for (DemoRequest.Supporter supporter : request.supporters()) {
      Map<String, Object> support =
          supporter.deal().isEmpty() ? Map.of() : Map.of("deal", Map.of("crmId", supporter.deal()));
      clients
          .apply(supporter.person())
          .send("PUT", path + "/support", JSON, Client.json(support), List.of());
    }
    for (DemoRequest.Comment comment : request.comments()) {
      String once = key + " " + comment.text().hashCode();
      clients
          .apply(comment.person())
          .postOnce(once, path + "/comments", Map.of("text", comment.text()));
    }
    for (String state : Objects.requireNonNull(WAYS.get(request.state()), request.state())) {
      Map<String, Object> move = move(request, state);
      post(mover(request, state), path + "/transitions", key + " " + state, move);
    }
  }

  /** Merges what is the same as another, when all are there. */
  void merge(DemoRequest request) throws CommandFailed, InterruptedException {
    post(
        mover(request, "merged"),
        "/requests/" + ids.get(request.externalId()) + "/merge",
        "demo " + request.externalId() + " merged",
        Map.of("into", Objects.requireNonNull(ids.get(request.mergedInto()))));
  }

  private static void post(Client client, String path, String key, Map<String, Object> body)
      throws CommandFailed, InterruptedException {
    client.send(
        "POST", path, JSON, Client.json(body), List.of("If-Match", "*", "Idempotency-Key", key));
  }

  /** Who asked says that it helped, or that nobody needs it; all else marketing does. */
  private Client mover(DemoRequest request, String state) {
    if (state.equals("closed") || state.equals("withdrawn")) {
      return clients.apply(request.person());
    }
    return request.assignee().isEmpty() ? marketer : clients.apply(request.assignee());
  }

  private Map<String, Object> move(DemoRequest request, String state)
      throws CommandFailed, InterruptedException {
    Map<String, Object> move = new LinkedHashMap<>();
    move.put("to", state);
    if (state.equals(request.state()) && !request.reason().isEmpty()) {
      move.put("reason", request.reason());
    }
    if (state.equals("delivered")) {
      List<Map<String, String>> named = new ArrayList<>();
      for (DemoRequest.Deliverable deliverable : request.deliverables()) {
        named.add(Map.of("item", id(deliverable)));
      }
      move.put("deliverables", named);
    }
    return move;
  }

  private String id(DemoRequest.Deliverable deliverable)
      throws CommandFailed, InterruptedException {
    String path = deliverable.kind().equals("template") ? "/templates" : "/collateral";
    return marketer
        .get(path + "?externalId=" + Client.encoded(deliverable.externalId()))
        .body()
        .at("/items/0/id")
        .asText();
  }

  private Map<String, Object> body(DemoRequest request) {
    DemoRequest.Ask ask = request.ask();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("externalId", request.externalId());
    body.put("title", ask.title());
    body.put("details", ask.details());
    body.put("kind", ask.kind());
    body.put("labels", ask.labels());
    body.put("objections", ask.objections().stream().map(objections::get).toList());
    body.put("requestedBy", people.get(request.person()));
    body.put("confidential", ask.confidential());
    if (!ask.needByDaysAhead().isEmpty()) {
      Duration ahead = Duration.ofDays(Long.parseLong(ask.needByDaysAhead()));
      body.put("needBy", now.plus(ahead).atZone(ZoneOffset.UTC).toLocalDate().toString());
    }
    if (!ask.deal().isEmpty()) {
      body.put("deal", Map.of("crmId", ask.deal()));
    }
    if (!ask.search().isEmpty()) {
      body.put("fromSearch", Map.of("query", ask.search()));
    }
    return body;
  }
}
