package io.halfdoor.api.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.finder.Notes;
import io.halfdoor.api.finder.Notes.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeResourceTest {

  @RegisterExtension
  static final TestHalfdoor halfdoor = new TestHalfdoor().withKinds(Notes::kinds);

  private static Notes notes;

  @BeforeAll
  static void openNotes() {
    notes = new Notes(halfdoor.database());
  }

  @AfterAll
  static void closeNotes() {
    notes.close();
  }

  private static String now(TestClient caller) {
    JsonNode answer = caller.get("/changes?after=now").expect(200).json();
    assertThat(answer.get("items")).isEmpty();
    return answer.get("next").asText();
  }

  /** Everything after a position, page by page. */
  private static List<JsonNode> all(TestClient caller, String after, int limit) {
    List<JsonNode> all = new ArrayList<>();
    String at = after;
    JsonNode page;
    do {
      page = caller.get("/changes?limit=" + limit + "&after=" + at).expect(200).json();
      page.get("items").forEach(all::add);
      assertThat(page.get("items").size()).isLessThanOrEqualTo(limit);
      at = page.get("next").asText();
    } while (page.get("more").asBoolean());
    return all;
  }

  /** Reads until the feed has got there: a write can be read once those before it are over. */
  private static List<JsonNode> allTo(TestClient caller, String after, Written last) {
    caller.get("/changes?wait=10&after=" + after).expect(200);
    caller.get("/search?limit=0&after=" + last.position()).expect(200);
    return all(caller, after, 2);
  }

  @Test
  void changesAreToldInOrderPageByPage() {
    TestClient rep = halfdoor.as("rep");
    String start = now(rep);
    Written one = notes.add("One", "first", "everyone");
    Written two = notes.add("Two", "second", "everyone");
    Written changed = notes.set(one.uuid(), "title", "Uno");
    Written removed = notes.remove(two.uuid());
    List<JsonNode> told = allTo(rep, start, removed);
    assertThat(told)
        .extracting(change -> change.get("position").asText())
        .containsExactly(one.position(), two.position(), changed.position(), removed.position());
    JsonNode first = told.getFirst();
    assertThat(first.get("kind").asText()).isEqualTo("note");
    assertThat(first.get("id").asText()).isEqualTo(one.id());
    assertThat(first.get("action").asText()).isEqualTo("created");
    assertThat(first.get("version").asInt()).isEqualTo(1);
    assertThat(first.get("gone").asBoolean()).isFalse();
    assertThat(told.get(1).get("gone").asBoolean()).isTrue();
    assertThat(told.get(3).get("gone").asBoolean()).isTrue();
    assertThat(all(rep, removed.position(), 10)).isEmpty();
  }

  @Test
  void theWholeFeedIsReadWithoutAPosition() {
    TestClient admin = halfdoor.admin();
    JsonNode first = admin.get("/changes?limit=1&kind=person").expect(200).json();
    assertThat(first.at("/items/0/kind").asText()).isEqualTo("person");
    assertThat(first.at("/items/0/id").asText()).startsWith("per_");
    assertThat(first.at("/items/0").has("personId")).as("Halfdoor made the first admin").isFalse();
    assertThat(first.get("more").asBoolean()).isTrue();
    JsonNode tokens = admin.get("/changes?limit=1&kind=token").expect(200).json();
    assertThat(tokens.at("/items/0/id").asText()).startsWith("tok_");
  }

  @Test
  void whatACallerMayNotKnowOfIsPassedByAndTheWayGoesOn() {
    TestClient rep = halfdoor.as("rep");
    TestClient marketer = halfdoor.as("marketer");
    String start = now(rep);
    Written secret = notes.add("Secret", "for marketing", "marketing");
    Written last = secret;
    for (int i = 0; i < 10; i++) {
      last = notes.set(secret.uuid(), "title", "Secret " + i);
    }
    rep.get("/search?limit=0&after=" + last.position()).expect(200);
    JsonNode page = rep.get("/changes?limit=2&after=" + start).expect(200).json();
    assertThat(page.get("items")).isEmpty();
    assertThat(page.get("next").asText()).isEqualTo(last.position());
    assertThat(all(marketer, start, 3)).hasSize(11);

    Written shown = notes.set(secret.uuid(), "audience", new String[] {"everyone"});
    assertThat(allTo(rep, start, shown))
        .singleElement()
        .satisfies(change -> assertThat(change.get("id").asText()).isEqualTo(secret.id()));
  }

  @Test
  void whatACallerNoLongerSeesIsGoneAndNothingElseIsTold() {
    TestClient rep = halfdoor.as("rep");
    TestClient hunter = halfdoor.as("rep3@hunters");
    String start = now(rep);
    Written note = notes.add("Withdrawn", "shown at first", "everyone");
    Written withdrawn = notes.set(note.uuid(), "audience", new String[] {"team:hunters"});
    notes.set(note.uuid(), "title", "Withdrawn and renamed");
    Written last = notes.remove(notes.add("Other", "deleted", "everyone").uuid());
    List<JsonNode> told = allTo(rep, start, last);
    assertThat(told)
        .extracting(change -> change.get("position").asText())
        .contains(note.position(), withdrawn.position())
        .hasSize(4);
    assertThat(told)
        .allSatisfy(
            change -> {
              assertThat(change.get("gone").asBoolean()).isTrue();
              assertThat(change.propertyStream().map(Map.Entry::getKey))
                  .containsExactlyInAnyOrder("position", "kind", "id", "gone", "at");
            });
    assertThat(all(hunter, start, 100))
        .filteredOn(change -> change.get("id").asText().equals(note.id()))
        .hasSize(3)
        .noneMatch(change -> change.get("gone").asBoolean());
  }

  @Test
  void whoWaitsIsToldAtOnce() throws Exception {
    TestClient rep = halfdoor.as("rep");
    String start = now(rep);
    CompletableFuture<JsonNode> waiting =
        CompletableFuture.supplyAsync(
            () -> rep.get("/changes?wait=30&kind=note&after=" + start).expect(200).json());
    notes.add("Invisible", "wakes nobody", "marketing");
    assertThat(waiting).isNotDone();
    Written note = notes.add("Awaited", "wakes", "everyone");
    Instant written = Instant.now();
    assertThat(waiting.get().at("/items/0/id").asText()).isEqualTo(note.id());
    assertThat(Duration.between(written, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aServerThatStopsKeepsNobodyWaiting() throws Exception {
    TestClient rep = halfdoor.as("rep");
    String start = now(rep);
    CompletableFuture<JsonNode> waiting =
        CompletableFuture.supplyAsync(
            () -> rep.get("/changes?wait=30&after=" + start).expect(200).json());
    // The request is under way once the server has taken one more from this person.
    rep.get("/changes?wait=1&after=" + start).expect(200);
    assertThat(waiting).isNotDone();
    Instant stopped = Instant.now();
    halfdoor.stop();
    try {
      assertThat(waiting.get().get("next").asText()).isEqualTo(start);
      assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(10));
    } finally {
      halfdoor.start();
    }
  }

  @Test
  void whoWaitsInVainIsToldWhereToGoOn() {
    TestClient rep = halfdoor.as("rep");
    String start = now(rep);
    Instant asked = Instant.now();
    JsonNode page = rep.get("/changes?wait=1&after=" + start).expect(200).json();
    assertThat(Duration.between(asked, Instant.now())).isGreaterThan(Duration.ofMillis(900));
    assertThat(page.toString())
        .isEqualTo("{\"items\":[],\"next\":\"" + start + "\",\"more\":false}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=x", "after=1-2", "limit=x", "wait=x", "qq=1", "after="})
  void whatCannotBeReadIsRefused(String query) {
    halfdoor.as("rep").get("/changes?" + query).expect(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "wait=-1", "wait=31"})
  void whatIsOutOfRangeIsRefused(String query) {
    halfdoor.as("rep").get("/changes?" + query).expect(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7fffffff-1-1", "1-7fffffffffffffff-1"})
  void aPositionOfAnotherLifeOrAheadOfThisIsGone(String position) {
    JsonNode gone = halfdoor.as("rep").get("/changes?after=" + position).expect(410).json();
    assertThat(gone.get("detail").asText()).contains("after=now");
  }
}
