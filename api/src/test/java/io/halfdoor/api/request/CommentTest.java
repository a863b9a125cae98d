package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people say to each other about a request. */
class CommentTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient asking = halfdoor.as("repWhoAsks");
  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient admin = halfdoor.as("admin");

  @Test
  void whatWasWrittenIsReadAsItWasOldestFirstPageByPage() {
    Reply filed = RequestTest.file(asking, "A sheet on herons");
    String comments = "/requests/" + filed.id() + "/comments";
    String markdown = "Which *region*?\n\n- <script>alert(1)</script>\n- \u202e=1+1";
    JsonNode first = marketer.post(comments, text(markdown)).expect(201).json();
    JsonNode second = rep.post(comments, text("All of them.")).expect(201).json();

    JsonNode page = asking.get(comments + "?limit=1").expect(200).json();
    JsonNode rest =
        asking.get(comments + "?limit=1&cursor=" + page.get("next").asText()).expect(200).json();

    assertThat(page.get("items")).containsExactly(first);
    assertThat(rest.get("items")).containsExactly(second);
    assertThat(rest.has("next")).isFalse();
    assertThat(first.get("text").asText()).isEqualTo(markdown);
    assertThat(first.get("personId").asText()).isEqualTo(marketer.get("/me").id());
    Reply request = asking.get("/requests/" + filed.id());
    assertThat(request.json().get("version").asInt()).isEqualTo(1);
    JsonNode notices = asking.get("/me/notices").json().get("items");
    assertThat(notices.findValuesAsText("what")).containsExactly("commented", "commented");
    assertThat(rep.get("/me/notices").json().get("items")).as("who only comments").isEmpty();
  }

  @Test
  void whoWroteItAndAdminsTakeItBackAndNothingOfItIsLeft() {
    Reply filed = RequestTest.file(asking, "A sheet on cranes");
    String path = "/requests/" + filed.id();
    String comments = path + "/comments";
    String one = rep.post(comments, text("Call Zebulon at home")).expect(201).id();
    String two = rep.post(comments, text("Call Zebulon at night")).expect(201).id();
    marketer.delete(comments + "/" + one).expect(403);
    rep.delete("/requests/" + RequestTest.file(rep, "Another").id() + "/comments/" + one)
        .expect(404);

    rep.delete(comments + "/" + one).expect(204);
    admin.delete(comments + "/" + two).expect(204);

    rep.delete(comments + "/" + one).expect(404);
    assertThat(asking.get(comments).json().get("items")).isEmpty();
    Reply timeline = asking.get(path + "/activity").expect(200);
    assertThat(timeline.json().findValuesAsText("action"))
        .containsExactly("commentRemoved", "commentRemoved", "commented", "commented", "created");
    assertThat(timeline.text()).contains(one).doesNotContain("Zebulon");
  }

  @Test
  void nothingTooMuchAndWhatIsNotSeenAreRefused() {
    Reply filed = RequestTest.file(asking, "A sheet on storks");
    String comments = "/requests/" + filed.id() + "/comments";
    rep.post(comments, text(" ")).expect(422);
    rep.post(comments, text("a".repeat(10_001))).expect(422);
    rep.post(comments, text("a".repeat(1 << 20))).expect(413);
    rep.post(comments, Map.of()).expect(422);
    rep.post("/requests/req_1/comments", text("a")).expect(404);
    rep.get(comments + "?cursor=x").expect(400);
    assertThat(rep.get(comments).json().get("items")).isEmpty();
    asking
        .with("If-Match", filed.header("ETag"))
        .patch("/requests/" + filed.id(), Map.of("confidential", true))
        .expect(200);
    rep.get(comments).expect(404);
    rep.post(comments, text("a")).expect(404);
    TestClient once = asking.with("Idempotency-Key", "comment-1");
    JsonNode said = once.post(comments, text("Once")).expect(201).json();
    assertThat(once.post(comments, text("Once")).expect(201).json()).isEqualTo(said);
    assertThat(marketer.get(comments).json().get("items")).containsExactly(said);
  }

  private static Map<String, String> text(String text) {
    return Map.of("text", text);
  }
}
