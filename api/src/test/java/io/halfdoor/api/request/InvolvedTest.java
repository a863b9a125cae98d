package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who hears of a request, and of what. */
class InvolvedTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void whoAskedSupportersWatchersAndTheAssigneeHearOnceAndNotWhatTheyDid() {
    TestClient asking = halfdoor.as("repWhoAsks");
    TestClient supporting = halfdoor.as("repWhoNeedsItToo");
    TestClient watching = halfdoor.as("leaderWhoWatches");
    TestClient idle = halfdoor.as("repWhoDoesNot");
    String path = "/requests/" + RequestTest.file(asking, "A sheet on otters").id();
    supporting.put(path + "/support", Map.of()).expect(200);
    supporting.put(path + "/watch", null).expect(204);
    watching.put(path + "/watch", null).expect(204);
    watching.put(path + "/watch", null).expect(204);

    move(marketer, path, Map.of("to", "accepted"));
    move(marketer, path, Map.of("to", "waiting", "reason", "Which river?"));
    move(asking, path, Map.of("to", "inProgress"));

    assertThat(told(asking)).containsExactly("waiting: Which river?", "accepted");
    List<String> all = List.of("inProgress", "waiting: Which river?", "accepted");
    assertThat(told(supporting)).isEqualTo(all);
    assertThat(told(watching)).isEqualTo(all);
    assertThat(told(marketer)).containsExactly("inProgress");
    assertThat(told(idle)).isEmpty();
    assertThat(asking.get("/me/notices").json().at("/items/0/item/title").asText())
        .isEqualTo("A sheet on otters");

    supporting.delete(path + "/support").expect(204);
    watching.delete(path + "/watch").expect(204);
    watching.delete(path + "/watch").expect(204);
    move(marketer, path, Map.of("to", "declined", "reason", "There are none."));
    assertThat(told(watching)).isEqualTo(all);
    assertThat(told(supporting))
        .as("they watch it besides")
        .startsWith("declined: There are none.");
  }

  @Test
  void whatBecomesConfidentialIsToldToThoseAloneWhoSeeItStill() {
    TestClient asking = halfdoor.as("repWithASecret");
    TestClient supporting = halfdoor.as("repShutOut");
    TestClient curating = halfdoor.as("marketerWhoWatches");
    String path = "/requests/" + RequestTest.file(asking, "A sheet on moles").id();
    supporting.put(path + "/support", Map.of()).expect(200);
    curating.put(path + "/watch", null).expect(204);
    move(marketer, path, Map.of("to", "accepted"));
    Reply open = asking.get(path);
    asking
        .with("If-Match", open.header("ETag"))
        .patch(path, Map.of("confidential", true))
        .expect(200);

    move(marketer, path, Map.of("to", "declined", "reason", "A secret reason"));

    assertThat(told(asking)).contains("declined: A secret reason");
    assertThat(told(curating)).contains("declined: A secret reason");
    Reply inbox = supporting.get("/me/notices").expect(200);
    assertThat(inbox.json().get("items")).hasSize(1);
    assertThat(inbox.text()).doesNotContain("secret", "moles");
    supporting.put(path + "/watch", null).expect(404);
  }

  @Test
  void whoeverIsInvolvedInWhatIsMergedHearsWhereItWent() {
    TestClient asking = halfdoor.as("repWhoAskedTwice");
    TestClient supporting = halfdoor.as("repWhoSupportsOne");
    String path = "/requests/" + RequestTest.file(asking, "A sheet on beavers").id();
    String into = RequestTest.file(halfdoor.as("rep"), "Beavers, a sheet").id();
    supporting.put(path + "/support", Map.of()).expect(200);

    marketer
        .with("If-Match", asking.get(path).header("ETag"))
        .post(path + "/merge", Map.of("into", into))
        .expect(200);

    for (TestClient who : List.of(asking, supporting)) {
      JsonNode notices = who.get("/me/notices").expect(200).json().get("items");
      assertThat(notices).hasSize(1);
      assertThat(notices.at("/0/what").asText()).isEqualTo("merged");
      assertThat(notices.at("/0/item/title").asText()).isEqualTo("A sheet on beavers");
      assertThat(notices.at("/0/about/id").asText()).isEqualTo(into);
    }
  }

  private void move(TestClient who, String path, Map<String, Object> move) {
    who.with("If-Match", who.get(path).header("ETag"))
        .post(path + "/transitions", move)
        .expect(200);
  }

  /** What somebody was told, latest first. */
  private static List<String> told(TestClient who) {
    JsonNode notices = who.get("/me/notices").expect(200).json().get("items");
    return StreamSupport.stream(notices.spliterator(), false)
        .map(
            notice ->
                notice.get("what").asText()
                    + (notice.has("reason") ? ": " + notice.get("reason").asText() : ""))
        .toList();
  }
}
