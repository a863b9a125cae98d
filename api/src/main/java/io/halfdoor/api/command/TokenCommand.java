package io.halfdoor.api.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a token for somebody, who is added where they are not there yet. */
final class TokenCommand {

  /** The roles, each with the side that a person of it is on when nobody says otherwise. */
  private static final Map<String, String> SIDES =
      Map.of("rep", "sales", "marketer", "marketing", "leader", "other", "admin", "other");

  private final Console console;
  private final Client client;

  TokenCommand(Console console, Client client) {
    this.console = console;
    this.client = client;
  }

  /** Prints the secret and nothing else to standard output. */
  void run(String role, String email) throws CommandFailed, InterruptedException {
    if (!SIDES.containsKey(role)) {
      throw CommandFailed.misused(
          "There is no role %s; there are rep, marketer, leader and admin.".formatted(role));
    }
    JsonNode person = person(role, email);
    Map<String, Object> wanted =
        Map.of(
            "name", "./halfdoor token",
            "scope", "write",
            "personId", person.path("id").asText());
    Answer token = client.post("/tokens", wanted);
    console.note(
        "A token of %s (%s), shown this once and valid until revoked (%s):"
            .formatted(person.path("name").asText(), role, token.id()));
    console.say(token.text("secret"));
  }

  private JsonNode person(String role, String email) throws CommandFailed, InterruptedException {
    List<JsonNode> found = new ArrayList<>();
    client.each(
        "/people",
        person -> {
          if (person.path("email").asText().equalsIgnoreCase(email)) {
            found.add(person);
          }
        });
    if (found.isEmpty()) {
      return added(role, email);
    }
    JsonNode person = found.getFirst();
    if (!person.path("role").asText().equals(role)) {
      throw new CommandFailed(
          "%s is %s, and a token does not change that: PATCH /api/v1/people/%s does."
              .formatted(email, person.path("role").asText(), person.path("id").asText()));
    }
    if (!person.path("active").asBoolean()) {
      throw new CommandFailed(
          "%s is not active, so no token of theirs would work.".formatted(email));
    }
    return person;
  }

  private JsonNode added(String role, String email) throws CommandFailed, InterruptedException {
    Map<String, Object> wanted =
        Map.of(
            "name",
            name(email),
            "email",
            email,
            "role",
            role,
            "side",
            SIDES.getOrDefault(role, ""));
    JsonNode person = client.post("/people", wanted).body();
    console.note("Added %s.".formatted(person.path("name").asText()));
    return person;
  }

  /** What somebody with this address is called most likely: {@code jane.doe@...} is Jane Doe. */
  static String name(String email) {
    String login = email.replaceFirst("@.*", "");
    return Stream.of(login.split("[._-]+", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(
            Collectors.collectingAndThen(Collectors.joining(" "), name -> orWhole(name, email)));
  }

  private static String orWhole(String name, String email) {
    return name.isEmpty() ? email : name;
  }
}
