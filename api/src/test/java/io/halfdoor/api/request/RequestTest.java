package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequestTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void aTitleAndDetailsAreEnoughToAsk() {
    Reply filed = file(rep, "A deck for foundries");

    assertThat(filed.id()).startsWith("req_");
    assertThat(filed.header("Location")).endsWith("/api/v1" + path(filed));
    JsonNode request = filed.json();
    assertThat(request.get("state").asText()).isEqualTo("submitted");
    assertThat(request.get("requestedBy").asText()).isEqualTo(me(rep));
    assertThat(request.get("filedBy").asText()).isEqualTo(me(rep));
    assertThat(request.get("labels")).isEmpty();
    assertThat(request.get("deals")).isEmpty();
    assertThat(request.get("objections")).isEmpty();
    assertThat(request.has("kind")).isFalse();
    assertThat(request.has("assigneeId")).isFalse();
    Reply read = halfdoor.as("leader").get(path(filed)).expect(200);
    assertThat(read.json()).isEqualTo(request);
    assertThat(read.header("ETag")).isEqualTo(filed.header("ETag"));
    rep.with("If-None-Match", read.header("ETag")).get(path(filed)).expect(304);
  }

  @Test
  void allThatIsSaidIsKeptAndWhoFilesForSomebodyIsToo() {
    label("industry", "utilities");
    String objection = objection("Nobody like us uses it");
    String filters = "collateral";
    Map<String, Object> body = body("A case study with a utility");
    body.put("kind", "caseStudy");
    body.put("labels", Map.of("industry", List.of("utilities")));
    body.put("objections", List.of(objection, objection));
    body.put("needBy", today().toString());
    body.put("deal", Map.of("crmId", "006R"));
    body.put("requestedBy", me(rep));
    body.put("fromSearch", Map.of("query", "utility", "filters", Map.of("kind", List.of(filters))));
    body.put("externalId", "intake-1");

    JsonNode filed = marketer.post("/requests", body).expect(201).json();

    assertThat(filed.get("kind").asText()).isEqualTo("caseStudy");
    assertThat(filed.at("/labels/industry/0").asText()).isEqualTo("utilities");
    assertThat(texts(filed.get("objections"))).containsExactly(objection);
    assertThat(filed.get("needBy").asText()).isEqualTo(today().toString());
    assertThat(texts(filed.get("deals"))).singleElement().asString().startsWith("deal_");
    assertThat(filed.get("requestedBy").asText()).isEqualTo(me(rep));
    assertThat(filed.get("filedBy").asText()).isEqualTo(me(marketer));
    assertThat(filed.at("/fromSearch/query").asText()).isEqualTo("utility");
    assertThat(filed.at("/fromSearch/filters/kind/0").asText()).isEqualTo(filters);
    assertThat(rep.get("/requests/" + filed.get("id").asText()).json()).isEqualTo(filed);
  }

  @Test
  void whatCannotBeAskedIsRefusedWithItsPlaceAndNothingIsWritten() {
    TestClient asking = halfdoor.as("repWhoErrs");
    assertThat(refused(asking, "needBy", today().minusDays(1).toString())).isEqualTo("/needBy");
    assertThat(refused(asking, "needBy", today().plusYears(11).toString())).isEqualTo("/needBy");
    assertThat(refused(asking, "labels", Map.of("industry", List.of("alchemy"))))
        .isEqualTo("/labels/industry/0");
    String known = objection("Known and in use");
    assertThat(refused(asking, "objections", List.of(known, "obj_1"))).isEqualTo("/objections/1");
    assertThat(refused(asking, "objections", List.of(file(rep, "No objection").id())))
        .isEqualTo("/objections/0");
    String nobody = "per_01k9zq3v5sfgx8m2n4p6r8t0w2";
    assertThat(refused(asking, "requestedBy", nobody)).isEqualTo("/requestedBy");
    assertThat(refused(asking, "requestedBy", "me")).isEqualTo("/requestedBy");
    Map<String, Object> gold = Map.of("amount", 1, "currency", "XQX");
    assertThat(refused(asking, "deal", Map.of("crmId", "006E", "value", gold)))
        .isEqualTo("/deal/value");
    Map<String, Object> owed = Map.of("amount", -1, "currency", "EUR");
    assertThat(refused(asking, "deal", Map.of("crmId", "006E", "value", owed)))
        .isEqualTo("/deal/value");
    assertThat(refused(asking, "title", " ")).isEqualTo("/title");
    assertThat(refused(asking, "title", "a".repeat(301))).isEqualTo("/title");
    assertThat(refused(asking, "details", "a".repeat(10_001))).isEqualTo("/details");
    Map<String, Object> huge = body("a".repeat(1_048_576));
    asking.post("/requests", huge).expect(413);
    assertThat(items(asking, "requestedBy=me")).isEmpty();
    assertThat(rep.get("/deals?limit=200").expect(200).text()).doesNotContain("006E");
  }

  @Test
  void anExternalIdIsOfOneRequestAlone() {
    Map<String, Object> body = body("Once");
    body.put("externalId", "unique-1");
    Reply first = rep.post("/requests", body).expect(201);
    assertThat(pointer(rep.post("/requests", body))).isEqualTo("/externalId");
    Reply other = file(rep, "Another");
    Map<String, String> same = Map.of("externalId", "unique-1");
    assertThat(pointer(based(rep, other).patch(path(other), same))).isEqualTo("/externalId");
    assertThat(items(rep, "externalId=unique-1")).containsExactly(first.id());
  }

  @Test
  void theSameRequestWithTheSameKeyIsFiledOnce() {
    TestClient keyed = halfdoor.as("repTwice").with("Idempotency-Key", "request-1");
    Reply first = keyed.post("/requests", body("Twice")).expect(201);
    assertThat(keyed.post("/requests", body("Twice")).expect(201).json()).isEqualTo(first.json());
    keyed.post("/requests", body("Thrice")).expect(422);
    assertThat(items(keyed, "requestedBy=me")).containsExactly(first.id());
  }

  @Test
  void whoAskedWhoFiledItAndWhoCuratesChangeItAndNobodyElseDoes() {
    Map<String, Object> body = body("A video");
    body.put("requestedBy", me(halfdoor.as("rep2")));
    body.put("deal", Map.of("crmId", "006V"));
    Reply filed = rep.post("/requests", body).expect(201);
    String path = path(filed);
    rep.patch(path, Map.of("title", "A short video")).expect(428);
    based(halfdoor.as("rep3"), filed).patch(path, Map.of("title", "Mine")).expect(403);
    based(halfdoor.as("leader"), filed).patch(path, Map.of("title", "Mine")).expect(403);

    Reply changed =
        based(halfdoor.as("rep2"), filed).patch(path, Map.of("title", "A short video")).expect(200);

    assertThat(changed.json().get("version").asInt()).isEqualTo(2);
    assertThat(changed.json().get("deals")).isEqualTo(filed.json().get("deals"));
    Reply stale = based(rep, filed).patch(path, Map.of("title", "A long video")).expect(412);
    assertThat(stale.json().get("present")).isEqualTo(changed.json());
    assertThat(stale.json().get("changedBy").asText()).isEqualTo(me(halfdoor.as("rep2")));
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("deal", null);
    JsonNode emptied = based(rep, changed).patch(path, nothing).expect(200).json();
    assertThat(emptied.get("deals")).isEmpty();
    JsonNode timeline = rep.get(path + "/activity").expect(200).json();
    assertThat(timeline.findValuesAsText("action"))
        .containsExactly("changed", "changed", "created");
    JsonNode said = timeline.at("/items/1/detail/changes");
    assertThat(said.at("/title/from").asText()).isEqualTo("A video");
    assertThat(said.at("/title/to").asText()).isEqualTo("A short video");
    assertThat(said).hasSize(1);
    assertThat(timeline.at("/items/0/detail/changes/deals/from")).hasSize(1);
  }

  @Test
  void whatChangesNothingLeavesTheVersionAndTheTimelineAsTheyAre() {
    Reply filed = file(rep, "A sheet on kites");
    Map<String, Object> same = Map.of("title", "A sheet on kites", "reason", "Just so");
    Reply changed = based(rep, filed).patch(path(filed), same).expect(200);
    assertThat(changed.json()).isEqualTo(filed.json());
    assertThat(rep.get(path(filed) + "/activity").json().get("items")).hasSize(1);
  }

  @Test
  void aDateThatWasSetIsAnotherForAReasonThatAllWhoCountOnItHear() {
    TestClient supporting = halfdoor.as("repWhoCountsOnIt");
    Reply filed = file(rep, "A sheet on gulls");
    String path = path(filed);
    supporting.put(path + "/support", Map.of()).expect(200);
    Map<String, Object> first = Map.of("needBy", today().plusDays(5).toString());
    Reply dated = based(rep, filed).patch(path, first).expect(200);
    Map<String, Object> next = new HashMap<>();
    next.put("needBy", today().plusDays(9).toString());
    assertThat(pointer(based(marketer, dated).patch(path, next))).isEqualTo("/reason");
    next.put("reason", " ");
    assertThat(pointer(based(marketer, dated).patch(path, next))).isEqualTo("/reason");
    next.put("reason", "The fair was moved");
    next.put("assigneeId", me(marketer));

    based(marketer, dated).patch(path, next).expect(200);

    JsonNode detail = rep.get(path + "/activity").json().at("/items/0/detail");
    assertThat(detail.at("/changes/needBy/from").asText())
        .isEqualTo(today().plusDays(5).toString());
    assertThat(detail.at("/changes/needBy/to").asText()).isEqualTo(today().plusDays(9).toString());
    assertThat(detail.get("reason").asText()).isEqualTo("The fair was moved");
    JsonNode heard = supporting.get("/me/notices").json().get("items");
    assertThat(heard.findValuesAsText("what")).containsExactly("needByChanged", "needByChanged");
    assertThat(heard.at("/0/reason").asText()).isEqualTo("The fair was moved");
    assertThat(rep.get(path).json().has("reason")).isFalse();
  }

  @Test
  void whoIsGivenARequestAndWhoNoLongerHasItHearOfThatAlone() {
    TestClient second = halfdoor.as("marketerWhoTakesOver");
    Reply filed = file(rep, "A sheet on terns");
    String path = path(filed);
    TestClient admin = halfdoor.as("admin");
    Reply given = based(admin, filed).patch(path, Map.of("assigneeId", me(second))).expect(200);
    Map<String, Object> over = new HashMap<>();
    over.put("assigneeId", null);
    over.put("reason", "On leave");
    over.put("needBy", today().plusDays(5).toString());
    based(admin, given).patch(path, over).expect(200);
    JsonNode heard = second.get("/me/notices").json().get("items");
    assertThat(heard.findValuesAsText("what")).containsExactly("unassigned", "assigned");
    assertThat(heard.at("/0/reason").asText()).isEqualTo("On leave");
  }

  @Test
  void aDayThatHasPassedMayStayButNotBeSetAnew() {
    Map<String, Object> body = body("For tomorrow");
    body.put("needBy", today().plusDays(1).toString());
    Reply filed = rep.post("/requests", body).expect(201);
    halfdoor.clock().advance(java.time.Duration.ofDays(3));
    try {
      Reply changed =
          based(rep, filed).patch(path(filed), Map.of("title", "For yesterday")).expect(200);
      Map<String, String> passed = Map.of("needBy", today().minusDays(1).toString());
      assertThat(pointer(based(rep, changed).patch(path(filed), passed))).isEqualTo("/needBy");
    } finally {
      halfdoor.clock().advance(java.time.Duration.ofDays(-3));
    }
  }

  @Test
  void onlyThoseWhoCurateSayWhoWorksOnItAndItIsOneOfThem() {
    Reply filed = file(rep, "A one-pager on uptime");
    String path = path(filed);
    based(rep, filed).patch(path, Map.of("assigneeId", me(marketer))).expect(403);
    Map<String, String> toRep = Map.of("assigneeId", me(rep));
    assertThat(pointer(based(marketer, filed).patch(path, toRep))).isEqualTo("/assigneeId");

    Reply given =
        based(marketer, filed).patch(path, Map.of("assigneeId", me(marketer))).expect(200);

    assertThat(items(marketer, "assignee=me")).contains(filed.id());
    assertThat(items(rep, "assignee=" + me(marketer))).contains(filed.id());
    assertThat(items(rep, "assignee=none")).doesNotContain(filed.id());
    based(rep, given).patch(path, Map.of("title", "A one-pager on uptimes")).expect(200);
  }

  @Test
  void aListKeepsWhatFitsAllFiltersNewestFirst() {
    label("industry", "utilities");
    TestClient asking = halfdoor.as("repWhoLists");
    String objection = objection("It does not fit depots");
    Map<String, Object> body = body("First");
    body.put("kind", "video");
    body.put("labels", Map.of("industry", List.of("utilities")));
    body.put("objections", List.of(objection));
    String first = asking.post("/requests", body).expect(201).id();
    body.remove("objections");
    String second = asking.post("/requests", body).expect(201).id();
    Reply third = file(asking, "Third");
    String mine = "requestedBy=me";
    assertThat(items(asking, mine)).containsExactly(third.id(), second, first);
    assertThat(items(rep, "requestedBy=" + me(asking))).hasSize(3);
    assertThat(items(asking, mine + "&kind=video&label=industry:utilities"))
        .containsExactly(second, first);
    assertThat(items(asking, mine + "&objection=" + objection)).containsExactly(first);
    assertThat(items(asking, mine + "&state=accepted")).isEmpty();
    assertThat(items(asking, mine + "&state=submitted&assignee=none")).hasSize(3);
    Reply page = asking.get("/requests?limit=2&" + mine).expect(200);
    String next = "&cursor=" + page.json().get("next").asText();
    assertThat(items(asking, "limit=2&" + mine + next)).containsExactly(first);
    String position = page.header("Halfdoor-Position");
    based(asking, third).patch(path(third), Map.of("title", "3rd")).expect(200);
    assertThat(items(asking, mine + "&updatedSince=" + position)).containsExactly(third.id());
    asking.get("/requests?requestedBy=none").expect(400);
    asking.get("/requests?assignee=x").expect(400);
    asking.get("/requests?objection=x").expect(400);
  }

  @Test
  void aConfidentialRequestIsThereForThoseWhoAskedAndCurateAlone() {
    TestClient asking = halfdoor.as("repInSecret");
    Map<String, Object> body = body("Gastropod acquisition battle plan");
    body.put("confidential", true);
    body.put("requestedBy", me(asking));
    body.put("externalId", "secret-1");
    String before = rep.get("/requests").header("Halfdoor-Position");
    Reply filed = halfdoor.as("repForSecret").post("/requests", body).expect(201);
    String after = filed.header("Halfdoor-Position");
    String path = path(filed);
    for (TestClient sees :
        List.of(asking, halfdoor.as("repForSecret"), marketer, halfdoor.admin())) {
      sees.get(path).expect(200);
      sees.get(path + "/activity").expect(200);
      assertThat(items(sees, "externalId=secret-1")).containsExactly(filed.id());
      assertThat(found(sees, "gastropod", after).findValuesAsText("id")).contains(filed.id());
      assertThat(changed(sees, before)).contains(filed.id());
    }
    for (TestClient blind : List.of(rep, halfdoor.as("leader"))) {
      blind.get(path).expect(404);
      blind.get(path + "/activity").expect(404);
      based(blind, filed).patch(path, Map.of("title", "x")).expect(404);
      assertThat(items(blind, "externalId=secret-1")).isEmpty();
      assertThat(items(blind, "requestedBy=" + me(asking))).isEmpty();
      JsonNode answer = found(blind, "gastropod", after);
      assertThat(answer.get("hits")).isEmpty();
      assertThat(answer.at("/total").asInt()).isZero();
      assertThat(answer.toString()).doesNotContain("request");
      assertThat(changed(blind, before)).doesNotContain(filed.id());
    }

    Reply shown = based(asking, filed).patch(path, Map.of("confidential", false)).expect(200);
    assertThat(rep.get(path).expect(200).json()).isEqualTo(shown.json());
    String now = shown.header("Halfdoor-Position");
    assertThat(found(rep, "gastropod", now).findValuesAsText("id")).contains(filed.id());
    assertThat(rep.get(path + "/activity").json().findValuesAsText("action"))
        .containsExactly("changed");
    Reply hidden = based(asking, shown).patch(path, Map.of("confidential", true)).expect(200);
    rep.get(path).expect(404);
    String then = hidden.header("Halfdoor-Position");
    assertThat(found(rep, "gastropod", then).get("hits")).isEmpty();
  }

  @Test
  void aRequestFollowsItsDealAndItsObjectionWhereThoseTurnOutToBeOthers() {
    String from = objection("Your walrus is too heavy");
    String into = objection("The walrus weighs too much");
    Map<String, String> name = Map.of("account", "Oboe Ltd", "name", "Reeds");
    Map<String, Object> body = body("A light walrus");
    body.put("objections", List.of(from));
    body.put("deal", name);
    Reply filed = rep.post("/requests", body).expect(201);
    rep.post("/deals", Map.of("crmId", "006O")).expect(201);
    Map<String, String> both = new HashMap<>(name);
    both.put("crmId", "006O");
    String kept = rep.post("/deals", both).expect(200).id();
    Reply present = marketer.get("/objections/" + from);
    based(marketer, present)
        .post("/objections/" + from + "/merge", Map.of("into", into))
        .expect(200);

    JsonNode request = rep.get(path(filed)).expect(200).json();

    assertThat(texts(request.get("deals"))).containsExactly(kept);
    assertThat(texts(request.get("objections"))).containsExactly(into);
    assertThat(refused(rep, "objections", List.of(from))).isEqualTo("/objections/0");
  }

  @Test
  void aGapIsFiledAsItIsDraftedAndWhatIsNoneIsRefused() {
    String objection = objection("Where does the ferret sleep?");
    String path = "/objections/" + objection + "/requests";
    rep.send("POST", path, null, null).expect(409);
    for (String deal : List.of("006F", "006G")) {
      JsonNode heard =
          rep.post(
                  "/hearings",
                  Map.of("quote", "where does it sleep " + deal, "deal", Map.of("crmId", deal)))
              .expect(201)
              .json();
      String hearing = "/hearings/" + heard.at("/hearing/id").asText();
      rep.put(hearing + "/objection", Map.of("objection", objection)).expect(200);
    }
    JsonNode gaps = rep.get("/objections/gaps").expect(200).json();
    JsonNode draft = null;
    for (JsonNode gap : gaps.get("items")) {
      if (gap.get("objection").asText().equals(objection)) {
        draft = gap.get("request");
      }
    }

    TestClient keyed = rep.with("Idempotency-Key", "gap-1");
    Reply filed = keyed.send("POST", path, null, null).expect(201);

    for (String field : List.of("title", "details", "kind", "labels", "objections", "deals")) {
      assertThat(filed.json().get(field)).as(field).isEqualTo(draft.get(field));
    }
    assertThat(filed.json().get("deals")).hasSize(2);
    assertThat(filed.json().get("requestedBy").asText()).isEqualTo(me(rep));
    assertThat(keyed.send("POST", path, null, null).expect(201).id()).isEqualTo(filed.id());
    assertThat(items(rep, "objection=" + objection)).containsExactly(filed.id());
    Reply template = rep.send("POST", path + "?missing=template", null, null).expect(201);
    assertThat(template.json().get("kind").asText()).isEqualTo("emailTemplate");
    rep.send("POST", path + "?persona=nobody", null, null).expect(422);
    rep.send("POST", "/objections/obj_1/requests", null, null).expect(404);
  }

  private static String refused(TestClient caller, String field, Object value) {
    Map<String, Object> body = body("Refused");
    body.put(field, value);
    return pointer(caller.post("/requests", body));
  }

  static Map<String, Object> body(String title) {
    return new HashMap<>(Map.of("title", title, "details", "They ask for it."));
  }

  static Reply file(TestClient caller, String title) {
    return caller.post("/requests", body(title)).expect(201);
  }

  private static String objection(String phrase) {
    return halfdoor
        .as("marketer")
        .post("/objections", Map.of("phrase", phrase, "category", "need"))
        .expect(201)
        .id();
  }

  private static void label(String key, String value) {
    TestClient admin = halfdoor.admin();
    String etag = admin.get("/labels/" + key).header("ETag");
    TestClient based = etag == null ? admin : admin.with("If-Match", etag);
    based.put("/labels/" + key, Map.of("name", key, "values", List.of(value)));
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(halfdoor.clock().instant(), ZoneOffset.UTC);
  }

  private static TestClient based(TestClient caller, Reply on) {
    return caller.with("If-Match", on.header("ETag"));
  }

  private static String path(Reply filed) {
    return "/requests/" + filed.id();
  }

  private static String me(TestClient caller) {
    return caller.get("/me").id();
  }

  private static List<String> items(TestClient caller, String query) {
    return caller.get("/requests?" + query).expect(200).json().get("items").findValuesAsText("id");
  }

  private static JsonNode found(TestClient caller, String words, String after) {
    return caller
        .get("/search?facets=kind&facets=state&q=" + words + "&after=" + after)
        .expect(200)
        .json();
  }

  private static List<String> changed(TestClient caller, String after) {
    return caller
        .get("/changes?kind=request&after=" + after)
        .expect(200)
        .json()
        .get("items")
        .findValuesAsText("id");
  }

  private static String pointer(Reply refused) {
    return refused.expect(422).json().at("/errors/0/pointer").asText();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }
}
