package io.halfdoor.api.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.finder.Notes.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With the real model: what has no word of the question is found once its vectors are there. */
class CompletionTest {

  private static final String ASKED = "honestly+too+expensive+for+us";

  @RegisterExtension
  static final TestHalfdoor halfdoor =
      new TestHalfdoor().withKinds(Notes::kinds).with("search.meaning", "true");

  private final TestClient admin = halfdoor.admin();
  private Notes notes;

  @BeforeEach
  void openNotes() {
    notes = new Notes(halfdoor.database());
  }

  @AfterEach
  void removeNotes() {
    notes
        .jdbi()
        .withHandle(handle -> handle.createQuery("SELECT id FROM note").mapTo(UUID.class).list())
        .forEach(notes::remove);
    notes.close();
  }

  @Test
  void anItemIsFoundByItsWordsAtOnceAndByItsMeaningSoon() {
    Written note = addCost();
    assertThat(found("price", note.position())).contains(note.id());
    patiently().until(() -> found(ASKED, null).contains(note.id()));
    await().until(() -> meaning().get("waiting").asInt() == 0);
    assertThat(meaning().get("state").asText()).isEqualTo("ready");

    int computed = vectors();
    String id = admin.post("/index/rebuilds", null).expect(202).id();
    await()
        .until(
            () -> admin.get("/index/rebuilds/" + id).json().get("state").asText().equals("done"));
    assertThat(found(ASKED, null)).contains(note.id());
    assertThat(vectors()).isEqualTo(computed);
    assertThat(admin.post("/index/verifications", null).json().get("agrees").asBoolean()).isTrue();
  }

  @Test
  void whatWasDeletedOrChangedMeanwhileDoesNotComeBack() {
    List<Written> added = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      added.add(notes.add("Cost " + i, "What the rollout costs in year " + i, "everyone"));
    }
    for (Written note : added.subList(0, 15)) {
      notes.remove(note.uuid());
    }
    for (Written note : added.subList(15, 29)) {
      notes.set(note.uuid(), "title", "Security");
    }
    Written last = notes.set(added.getLast().uuid(), "title", "Parking");
    found("parking", last.position());
    patiently().until(() -> found("where+do+I+leave+my+car", null).contains(last.id()));
    patiently().until(() -> meaning().get("waiting").asInt() == 0);
    assertThat(admin.post("/index/verifications", null).json().get("agrees").asBoolean()).isTrue();
    assertThat(found("costs", null)).doesNotContain(added.getFirst().id());
  }

  @Test
  void aServerThatIsStartedAgainKnowsWhatWasComputed() throws Exception {
    Written note = addCost();
    patiently().until(() -> found(ASKED, note.position()).contains(note.id()));
    int computed = vectors();
    halfdoor.stop();
    halfdoor.start();
    patiently().until(() -> found(ASKED, null).contains(note.id()));
    assertThat(vectors()).isEqualTo(computed);
  }

  private Written addCost() {
    return notes.add("Costs", "What it costs, and what to say when the price is high.", "everyone");
  }

  private List<String> found(String q, String after) {
    JsonNode page =
        halfdoor
            .admin()
            .get("/search?q=" + q + (after == null ? "" : "&after=" + after))
            .expect(200)
            .json();
    return page.get("hits").valueStream().map(hit -> hit.get("id").asText()).toList();
  }

  private JsonNode meaning() {
    return halfdoor.admin().get("/index").expect(200).json().get("meaning");
  }

  private int vectors() {
    return notes
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM passage_vector")
                    .mapTo(Integer.class)
                    .one());
  }

  /** The model is loaded beside the tests, and gives way to them. */
  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(1));
  }
}
