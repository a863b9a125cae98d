package io.halfdoor.api.template;

import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests that tests of templates share. */
final class Bodies {

  static final Map<String, Object> FIRST_NAME =
      Map.of("name", "contact.firstName", "type", "text", "example", "Hannah");

  private Bodies() {}

  /** A mail with a first name in it; more overrides what it says. */
  static Map<String, Object> mail(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>();
    body.put("title", "After the first meeting");
    body.put("subject", "What I heard, {{contact.firstName | there}}");
    body.put("body", "Hello {{contact.firstName | there}}, thank you.");
    body.put("fields", List.of(FIRST_NAME));
    body.putAll(more);
    return body;
  }

  static Map<String, Object> snippet(String externalId, String text, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>();
    body.put("kind", "snippet");
    body.put("title", externalId);
    body.put("externalId", externalId);
    body.put("body", text);
    body.putAll(more);
    return body;
  }

  static Reply published(TestClient who, Map<String, Object> body) {
    body.put("publish", true);
    return who.post("/templates", body).expect(201);
  }

  /** The same request based on what is there now. */
  static TestClient based(TestClient who, String path) {
    return who.with("If-Match", who.get(path).expect(200).header("ETag"));
  }

  static Reply move(TestClient who, String path, String to) {
    return based(who, path).post(path + "/transitions", Map.of("to", to));
  }

  static List<String> pointers(Reply refused) {
    return refused.json().get("errors").findValuesAsText("pointer");
  }
}
