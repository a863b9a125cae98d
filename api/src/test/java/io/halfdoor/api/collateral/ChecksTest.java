package io.halfdoor.api.collateral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Form;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a night finds wanting in collateral, as a marketer reads it in the morning. */
class ChecksTest {

  @RegisterExtension
  static final TestHalfdoor halfdoor = new TestHalfdoor().with("checkLinks", "true");

  private final TestClient admin = halfdoor.admin();
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void whatIsDueForReviewIsFoundUntilItIsReviewed() {
    String id = add(Map.of("title", "Prices", "reviewIntervalDays", 2));
    night();
    assertThat(found("dueForReview")).doesNotContain(id);
    halfdoor.clock().advance(Duration.ofDays(3));
    night();
    assertThat(found("dueForReview")).contains(id);
    assertThat(detail("dueForReview", id)).matches("Its review has been due since [0-9-]{10}\\.");
    String position = marketer.get("/collateral?limit=1").header("Halfdoor-Position");
    JsonNode search =
        marketer.get("/search?q=prices&field=fresh:false&after=" + position).expect(200).json();
    assertThat(search.get("hits").findValuesAsText("id")).containsExactly(id);

    marketer.post("/collateral/" + id + "/reviews", Map.of()).expect(201);
    night();
    assertThat(found("dueForReview")).doesNotContain(id);
  }

  @Test
  void whatAPersonLeavesBehindIsFoundUntilItHasAnotherOwner() {
    Map<String, Object> person =
        Map.of("name", "Odd", "email", "odd@example.com", "role", "rep", "side", "sales");
    String owner = admin.post("/people", person).expect(201).id();
    String id = add(Map.of("title", "Left behind", "ownerId", owner));
    night();
    assertThat(found("noOwner")).doesNotContain(id);
    patch(admin, "/people/" + owner, Map.of("active", false));
    night();
    assertThat(found("noOwner")).contains(id);
    assertThat(detail("noOwner", id)).isEqualTo("Its owner, Odd, is no longer here.");

    patch(marketer, "/collateral/" + id, Map.of("ownerId", marketer.get("/me").id()));
    night();
    assertThat(found("noOwner")).doesNotContain(id);
  }

  @Test
  void whatHasNoLabelsIsFoundUntilItHasOne() {
    admin.put("/labels/night", Map.of("name", "Night", "values", List.of("owl"))).expect(201);
    String id = add(Map.of("title", "Nothing to go by"));
    String draft = add(Map.of("title", "Not yet", "publish", false));
    night();
    assertThat(found("noLabels")).contains(id).doesNotContain(draft);

    patch(marketer, "/collateral/" + id, Map.of("labels", Map.of("night", List.of("owl"))));
    night();
    assertThat(found("noLabels")).doesNotContain(id);
  }

  @Test
  void theSameBytesTwiceAreFoundUntilOneOfThemHasOthers() {
    byte[] bytes = "The very same.".getBytes(UTF_8);
    String one = upload("One file", bytes);
    String other = upload("Another file", bytes);
    String third = upload("A file of its own", "Something else.".getBytes(UTF_8));
    night();
    assertThat(found("sameBytes")).contains(one, other).doesNotContain(third);

    addVersion(other, Map.of("text", "Now it is a text."));
    night();
    assertThat(found("sameBytes")).doesNotContain(one, other);
  }

  @Test
  void theSameTitleTwiceIsFoundUntilOneOfThemHasAnother() {
    String one = add(Map.of("title", "Why lifts stop"));
    String other = add(Map.of("title", "Why Lifts Stop"));
    night();
    assertThat(found("sameTitle")).contains(one, other);

    patch(marketer, "/collateral/" + other, Map.of("title", "Why lifts go on"));
    night();
    assertThat(found("sameTitle")).doesNotContain(one, other);
  }

  @Test
  void aDeadLinkIsFoundUntilItIsReplaced() {
    String id = add(Map.of("title", "Elsewhere", "url", "https://nothing.invalid/roi"));
    String inside = add(Map.of("title", "In here", "url", "http://127.0.0.1/none"));
    night();
    assertThat(found("deadLink")).contains(id).doesNotContain(inside);
    assertThat(detail("deadLink", id))
        .isEqualTo("Its link leads nowhere: https://nothing.invalid/roi");

    addVersion(id, Map.of("text", "What stood there."));
    night();
    assertThat(found("deadLink")).doesNotContain(id);
  }

  @Test
  void aCheckThatFailsKeepsWhatItFoundAndKeepsNoOtherFromFinding() {
    String due = add(Map.of("title", "Due before", "reviewIntervalDays", 1));
    halfdoor.clock().advance(Duration.ofDays(2));
    night();
    assertThat(found("dueForReview")).contains(due);

    String id = add(Map.of("title", "From the end of time"));
    createdAt(id, "'294276-12-31'"); // a day that no interval can be added to
    night();
    assertThat(found("noLabels")).contains(id);
    assertThat(found("dueForReview")).contains(due);

    createdAt(id, "now()");
    marketer.post("/collateral/" + due + "/reviews", Map.of()).expect(201);
    night();
    assertThat(found("dueForReview")).doesNotContain(due);
  }

  private static void night() {
    halfdoor.doNow("check collateral");
  }

  private List<String> found(String type) {
    return findings(type).stream().map(finding -> finding.get("item").asText()).toList();
  }

  private String detail(String type, String item) {
    return findings(type).stream()
        .filter(finding -> finding.get("item").asText().equals(item))
        .map(finding -> finding.get("detail").asText())
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> findings(String type) {
    JsonNode page = marketer.get("/findings?limit=200&type=" + type).expect(200).json();
    return StreamSupport.stream(page.get("items").spliterator(), false).toList();
  }

  /** Published, and a text where nothing else is said. */
  private String add(Map<String, Object> said) {
    Map<String, Object> body = new HashMap<>(Map.of("kind", "other", "publish", true));
    body.putAll(said);
    if (!said.containsKey("url")) {
      body.put("text", "Words of " + said.get("title"));
    }
    return marketer.post("/collateral", body).expect(201).id();
  }

  private String upload(String title, byte[] bytes) {
    Map<String, Object> metadata = Map.of("title", title, "kind", "other", "publish", true);
    return Form.of(metadata, "file.txt", bytes).post(marketer, "/collateral").expect(201).id();
  }

  private void addVersion(String id, Map<String, Object> version) {
    Map<String, Object> body = new HashMap<>(version);
    body.put("publish", true);
    marketer.post("/collateral/" + id + "/versions", body).expect(201);
  }

  private static void patch(TestClient who, String path, Map<String, Object> patch) {
    Reply present = who.get(path).expect(200);
    who.with("If-Match", present.header("ETag")).patch(path, patch).expect(200);
  }

  private static void createdAt(String id, String time) {
    halfdoor
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE collateral SET created_at = " + time + " WHERE id = ?",
                    Collateral.IDS.parse(id).orElseThrow()));
  }
}
