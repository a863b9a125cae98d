package io.halfdoor.api.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.demo.DemoBody;
import io.halfdoor.demo.DemoContent;
import io.halfdoor.demo.DemoItem;
import io.halfdoor.demo.DemoPerson;
import io.halfdoor.demo.DemoUse;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Brings the sample company into a server, through its API and in the names of its people.
 *
 * <p>Each write has a key of its own that is the same in every run, so one that was interrupted is
 * gone on with the next day at the latest.
 */
final class DemoLoader {

  /** As many as keep two cores busy while some of them wait for the disk. */
  private static final int AT_ONCE = 6;

  /** So much less of what has happened than the sample company says, to be ready sooner. */
  private static final int USES_TO_ONE = 4;

  private static final int VIEWS_TO_ONE = 40;
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** What the reps searched for today, what is not there too. */
  private static final List<String> SEARCHES =
      List.of(
          "too expensive",
          "implementation takes too long",
          "does it work offline",
          "works council",
          "SAP integration",
          "Salesforce integration",
          "competitor Servanto",
          "data residency",
          "return on investment manufacturing");

  private final Client admin;
  private final DemoContent content;
  private final Instant now;
  private final Console console;
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final Map<String, Client> clients = new HashMap<>();

  DemoLoader(Client admin, DemoContent content, Instant now, Console console) {
    this.admin = admin;
    this.content = content;
    this.now = now;
    this.console = console;
  }

  /**
   * Adds whoever is not there yet, and makes a token for each.
   *
   * @return the tokens, by e-mail address
   */
  Map<String, String> people() throws CommandFailed, InterruptedException {
    Map<String, String> tokens = new HashMap<>();
    Map<String, String> present = new HashMap<>();
    admin.each(
        "/people",
        person -> present.put(person.path("email").asText(), person.path("id").asText()));
    for (DemoPerson person : content.people()) {
      String id = present.get(person.email());
      if (id == null) {
        id = admin.post("/people", body(person)).id();
      }
      ids.put(person.email(), id);
      Map<String, Object> wanted = Map.of("name", "demo", "scope", "write", "personId", id);
      String token = admin.post("/tokens", wanted).text("secret");
      tokens.put(person.email(), token);
      clients.put(person.email(), admin.as(token));
    }
    return tokens;
  }

  /** Everything but the people; returns when all of it can be found. */
  void load() throws CommandFailed, InterruptedException {
    vocabulary();
    synonyms();
    DemoTalk talk = new DemoTalk(keeper(), now);
    each("items of the sample company", content.items(), this::load);
    each("deals", content.deals(), talk::deal);
    each("objections", content.objections(), talk::card);
    for (String template : content.templates()) {
      talk.template(template); // one after the other: some include those before them
    }
    each(
        "hearings", content.hearings(), hearing -> talk.hearing(client(hearing.person()), hearing));
    waitForTexts();
    waitForIndex();
    DemoRequests requests = new DemoRequests(keeper(), this::client, ids, talk.objections(), now);
    each("requests", content.requests(), requests::request);
    each(
        "merges",
        content.requests().stream().filter(request -> request.state().equals("merged")).toList(),
        requests::merge);
    search();
    waitForIndex();
  }

  /** Brings one thing in. */
  private interface Loading<T> {
    void of(T one) throws CommandFailed, InterruptedException;
  }

  private <T> void each(String what, List<T> all, Loading<T> loading)
      throws CommandFailed, InterruptedException {
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
      ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(workers);
      all.forEach(
          one ->
              running.submit(
                  () -> {
                    loading.of(one);
                    return null;
                  }));
      for (int done = 0; done < all.size(); done++) {
        console.progress(what, done, all.size());
        try {
          running.take().get();
        } catch (ExecutionException e) {
          workers.shutdownNow();
          throw failed(e);
        }
      }
    }
  }

  private static CommandFailed failed(ExecutionException e) {
    return e.getCause() instanceof CommandFailed failed
        ? failed
        : new CommandFailed("The sample data cannot be loaded: " + e.getCause(), e);
  }

  /** Puts the company's labels in place of those that a new home has. */
  private void vocabulary() throws CommandFailed, InterruptedException {
    List<String> present = new ArrayList<>();
    JsonNode labels = admin.get("/labels").body().path("items");
    labels.forEach(label -> present.add(label.path("key").asText()));
    for (Map.Entry<String, List<String>> label : content.vocabulary().entrySet()) {
      String key = label.getKey();
      Map<String, Object> wanted =
          Map.of("name", TokenCommand.name(key), "values", label.getValue());
      List<String> inPlaceOfAny = present.contains(key) ? List.of("If-Match", "*") : List.of();
      admin.send("PUT", "/labels/" + key, "application/json", Client.json(wanted), inPlaceOfAny);
    }
  }

  private void synonyms() throws CommandFailed, InterruptedException {
    Map<String, Object> wanted =
        Map.of(
            "entries",
            content.synonyms().stream().map(sayings -> Map.of("equals", sayings)).toList());
    admin.send(
        "PUT",
        "/search/synonyms",
        "application/json",
        Client.json(wanted),
        List.of("If-Match", "*"));
  }

  private void load(DemoItem item) throws CommandFailed, InterruptedException {
    Client keeper = curator(item.standing().owner());
    String key = "demo " + item.externalId();
    Answer added = added(keeper, key, item);
    String path = "/collateral/" + added.id();
    Instant reviewedAt = now.minus(Duration.ofDays(item.standing().reviewedDaysAgo()));
    keeper.postOnce(key + " reviewed", path + "/reviews", Map.of("at", reviewedAt.toString()));
    for (DemoUse use : item.uses()) {
      Client person = client(use.person());
      for (int i = 0; i < Math.ceilDiv(use.times(), USES_TO_ONE); i++) {
        Map<String, Object> wanted = Map.of("how", use.how(), "at", daysAgo(i).toString());
        String once = String.join(" ", key, use.person(), use.how(), Integer.toString(i));
        person.postOnce(once, path + "/uses", wanted);
      }
    }
    for (int i = 0; i < item.views() / VIEWS_TO_ONE && !item.uses().isEmpty(); i++) {
      client(item.uses().get(i % item.uses().size()).person()).get(path);
    }
    if (item.standing().state().equals("archived")) {
      keeper.send(
          "POST",
          path + "/transitions",
          "application/json",
          Client.json(Map.of("to", "archived")),
          List.of("If-Match", "*", "Idempotency-Key", key + " archived"));
    }
  }

  /** Spreads over the last four months, without two on one hour of one day. */
  private Instant daysAgo(int i) {
    return now.minus(Duration.ofHours(7 + i * 41L % 2_880));
  }

  private Answer added(Client keeper, String key, DemoItem item)
      throws CommandFailed, InterruptedException {
    Map<String, Object> wanted = body(item);
    switch (item.body()) {
      case DemoBody.Text text -> wanted.put("text", text.text());
      case DemoBody.Link link -> wanted.put("url", link.url());
      case DemoBody.File file -> {
        Multipart parts =
            Multipart.of(
                wanted, file.name(), file.mediaType(), BodyPublishers.ofByteArray(file.bytes()));
        return keeper.postOnce(key, "/collateral", parts.mediaType(), parts.body());
      }
    }
    return keeper.postOnce(key, "/collateral", wanted);
  }

  private Map<String, Object> body(DemoItem item) {
    DemoItem.Standing standing = item.standing();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("externalId", item.externalId());
    body.put("title", item.title());
    body.put("summary", item.summary());
    body.put("kind", item.kind());
    body.put("labels", item.labels());
    body.put("audience", standing.audience());
    body.put("mayBeSent", standing.mayBeSent());
    body.put("ownerId", Objects.requireNonNull(ids.get(standing.owner())));
    body.put("publish", !standing.state().equals("draft"));
    item.labels().getOrDefault("language", List.of()).stream()
        .findFirst()
        .ifPresent(language -> body.put("language", language));
    return body;
  }

  private static Map<String, Object> body(DemoPerson person) {
    return Map.of(
        "name", person.name(),
        "email", person.email(),
        "role", person.role(),
        "side", person.side(),
        "team", person.team());
  }

  /** The owner where they may publish, else the admin. */
  private Client curator(String owner) {
    return content.people().stream()
        .filter(person -> person.email().equals(owner) && person.role().equals("marketer"))
        .map(person -> client(person.email()))
        .findFirst()
        .orElse(admin);
  }

  /** A marketer, who keeps what is everybody's. */
  private Client keeper() {
    return content.people().stream()
        .filter(person -> person.role().equals("marketer"))
        .findFirst()
        .map(person -> client(person.email()))
        .orElse(admin);
  }

  private Client client(String email) {
    return Objects.requireNonNull(clients.get(email));
  }

  private void search() throws CommandFailed, InterruptedException {
    List<DemoPerson> reps =
        content.people().stream().filter(person -> person.role().equals("rep")).toList();
    for (int i = 0; i < SEARCHES.size(); i++) {
      Client rep = client(reps.get(i % reps.size()).email());
      rep.get("/search?q=" + Client.encoded(SEARCHES.get(i)));
    }
  }

  private void waitForTexts() throws CommandFailed, InterruptedException {
    long pending = pending();
    for (long most = pending; pending > 0; pending = pending()) {
      console.progress("files read", most - pending, most);
      Thread.sleep(PAUSE);
    }
  }

  private long pending() throws CommandFailed, InterruptedException {
    List<JsonNode> pending = new ArrayList<>();
    admin.each(
        "/collateral",
        item -> {
          if (item.path("textState").asText().equals("pending")) {
            pending.add(item);
          }
        });
    return pending.size();
  }

  private void waitForIndex() throws CommandFailed, InterruptedException {
    String position = admin.get("/changes?after=now").text("next");
    admin.get("/search?q=&limit=0&after=" + Client.encoded(position));
  }
}
