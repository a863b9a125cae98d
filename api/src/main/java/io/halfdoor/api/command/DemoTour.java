package io.halfdoor.api.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.demo.DemoContent;
import io.halfdoor.demo.DemoPerson;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody who has just started a demo is shown: where it is, who they can be, what to try.
 */
final class DemoTour {

  private static final List<String> ROLES = List.of("rep", "marketer", "leader", "admin");
  private static final String OBJECTION = "too expensive";
  private static final String TYPED = "obj";

  private final Client client;
  private final DemoContent content;
  private final Map<String, String> tokens;
  private final Map<String, String> environment;

  /**
   * A tour of a demo that is loaded.
   *
   * @param tokens by the e-mail addresses of people
   */
  DemoTour(
      Client client,
      DemoContent content,
      Map<String, String> tokens,
      Map<String, String> environment) {
    this.client = client;
    this.content = content;
    this.tokens = tokens;
    this.environment = environment;
  }

  String text() throws CommandFailed, InterruptedException {
    String rep = token(somebody("rep"));
    String search =
        "/search?q="
            + Client.encoded(OBJECTION)
            + "&field=type:whitePaper&field=mayBeSent:true&limit=1";
    String suggestions = "/search/suggestions?q=" + TYPED + "&limit=3";
    JsonNode hit = client.as(rep).get(search).body().path("hits").path(0);
    JsonNode suggestion = client.as(rep).get(suggestions).body().path("items").path(0);
    String fileName = hit.path("fileName").asText();
    return """

        Halfdoor answers at %s, and explains its API at %s/docs/
        In it is the sample company with %d people and %d pieces of collateral.

        %s
        Three things to try in another terminal:

        1. A buyer says "%s". What paper may be sent, and where does it answer?
           %s of %s:

        %s

        2. Typing "%s" is enough to be offered
           "%s":

        %s

        3. That paper, to be sent:

        %s
        """
        .formatted(
            client.address(),
            client.address(),
            content.people().size(),
            content.items().size(),
            people(),
            OBJECTION,
            place(hit.path("place")),
            fileName,
            curl(rep, search) + pretty(),
            TYPED,
            suggestion.path("text").asText(),
            curl(rep, suggestions) + pretty(),
            curl(rep, "/collateral/" + hit.path("id").asText() + "/file")
                + " -o "
                + fileName
                + " -w '%{filename_effective}, %{size_download} bytes\\n'");
  }

  private String curl(String token, String path) {
    return "curl -sSf -H 'Authorization: Bearer %s' '%s/api/v1%s'"
        .formatted(token, client.address(), path);
  }

  private String people() {
    return ROLES.stream()
        .map(this::somebody)
        .map(person -> "  %-9s %s  %s%n".formatted(person.role(), token(person), person.name()))
        .collect(Collectors.joining());
  }

  private DemoPerson somebody(String role) {
    return content.people().stream()
        .filter(person -> person.role().equals(role))
        .findFirst()
        .orElseThrow();
  }

  private String token(DemoPerson person) {
    return Objects.requireNonNull(tokens.get(person.email()));
  }

  private static String place(JsonNode place) {
    return place.has("number")
        ? TokenCommand.name(place.path("part").asText()) + " " + place.path("number").asInt()
        : "somewhere";
  }

  /** What lays JSON out for people, of the programs that are at hand; nothing where none is. */
  private String pretty() {
    if (isOnPath("jq")) {
      return " | jq .";
    }
    return isOnPath("python3") ? " | python3 -m json.tool --no-ensure-ascii" : "";
  }

  private boolean isOnPath(String program) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
