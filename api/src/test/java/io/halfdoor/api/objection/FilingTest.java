package io.halfdoor.api.objection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.access.Person;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FilingTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  @BeforeAll
  static void addOthers() {
    objection("We have no budget left this year");
    objection("Our works council has to agree first");
    objection("The migration of our data takes too long");
  }

  @Test
  void whatSoundsAlikeIsOneRowWithItsPeopleDealsAndQuotes() {
    for (String who : List.of("rep", "rep2", "rep")) {
      halfdoor
          .as(who)
          .post(
              "/hearings",
              Map.of(
                  "quote",
                  "walrus " + who + " keeps losing the signal",
                  "deal",
                  Map.of("crmId", "006W")))
          .expect(201);
    }
    JsonNode group = group("walrus");
    assertThat(group.get("size").asInt()).isEqualTo(3);
    assertThat(group.get("people").asInt()).isEqualTo(2);
    assertThat(group.get("deals").asInt()).isEqualTo(1);
    assertThat(group.get("quotes").findValuesAsText("quote"))
        .containsExactly(
            "walrus rep keeps losing the signal",
            "walrus rep2 keeps losing the signal",
            "walrus rep keeps losing the signal");
    assertThat(group.get("representative").asText()).contains("keeps losing the signal");
    halfdoor.as("rep").get("/hearings/unmatched").expect(403);
    assertThat(unmatched("").get("truncated").asBoolean()).isFalse();
    halfdoor.as("leader").get("/hearings/unmatched?days=0").expect(422);
  }

  @Test
  void aGroupBecomesAnObjectionAndTheNextAlikeIsMatched() {
    List<String> group = log("the otter app stalls in tunnels", "otter app? stalls below ground");
    TestClient marketer = halfdoor.as("marketer");

    JsonNode filing =
        marketer
            .post(
                "/filings",
                Map.of(
                    "hearings",
                    group,
                    "newObjection",
                    Map.of("phrase", "It does not work offline", "category", "product")))
            .expect(201)
            .json();

    String objection = filing.get("objectionId").asText();
    assertThat(filing.get("madeObjection").asBoolean()).isTrue();
    assertThat(filing.get("hearings").findValuesAsText("id")).isEqualTo(group);
    assertThat(texts(filing.get("taught")))
        .containsExactly("the otter app stalls in tunnels", "otter app? stalls below ground");
    assertThat(marketer.get("/filings/" + filing.get("id").asText()).expect(200).json())
        .isEqualTo(filing);
    assertThat(marketer.get("/objections/" + objection).json().get("phrase").asText())
        .isEqualTo("It does not work offline");
    JsonNode hearing = marketer.get("/hearings/" + group.getFirst()).json();
    assertThat(hearing.get("objectionId").asText()).isEqualTo(objection);
    assertThat(hearing.get("filedAs").asText()).isEqualTo("person");
    assertThat(unmatched("").findValuesAsText("hearing")).doesNotContainAnyElementsOf(group);
    JsonNode next = logged("in tunnels the otter stalls").json();
    assertThat(next.at("/match/objection").asText()).isEqualTo(objection);
    assertThat(actions(objection)).contains("phrasingsChanged", "created");
  }

  @Test
  void anUndoneFilingLeavesEverythingAsItWas() {
    List<String> group = log("the badger fee is odd", "odd badger fee");
    TestClient marketer = halfdoor.as("marketer");
    JsonNode filing =
        marketer
            .post(
                "/filings",
                Map.of(
                    "hearings",
                    group,
                    "newObjection",
                    Map.of("phrase", "Hidden fees", "category", "price")))
            .expect(201)
            .json();
    String objection = filing.get("objectionId").asText();
    String path = "/filings/" + filing.get("id").asText();
    halfdoor.as("rep").delete(path).expect(403);

    marketer.delete(path).expect(204);

    JsonNode hearing = marketer.get("/hearings/" + group.getFirst()).json();
    assertThat(hearing.has("objectionId")).isFalse();
    assertThat(hearing.has("filedAs")).isFalse();
    assertThat(phrasings(objection)).isEmpty();
    assertThat(marketer.get("/objections/" + objection).json().get("state").asText())
        .isEqualTo("retired");
    JsonNode undone = marketer.get(path).json();
    assertThat(undone.get("undoneBy").asText()).isEqualTo(marketer.get("/me").id());
    assertThat(undone.get("taught")).isEmpty();
    marketer.delete(path).expect(409);
    marketer.delete("/filings/fil_1").expect(404);
  }

  @Test
  void anObjectionThatSomethingElsePointsToSurvivesTheUndoing() {
    List<String> group = log("the ferret is late");
    TestClient marketer = halfdoor.as("marketer");
    Map<String, Object> made =
        Map.of(
            "hearings",
            group,
            "newObjection",
            Map.of("phrase", "Late deliveries", "category", "trust"));
    JsonNode filing = marketer.post("/filings", made).expect(201).json();
    String objection = filing.get("objectionId").asText();
    file(log("weasels are late too"), objection);
    marketer.delete("/filings/" + filing.get("id").asText()).expect(204);
    assertThat(marketer.get("/objections/" + objection).json().get("state").asText())
        .isEqualTo("active");
    assertThat(phrasings(objection)).containsExactly("weasels are late too");
  }

  @Test
  void theObjectionThatTookThePlaceOfAMadeOneOutlivesTheUndoing() {
    List<String> group = log("the stoat squeaks");
    TestClient marketer = halfdoor.as("marketer");
    Map<String, Object> made =
        Map.of(
            "hearings",
            group,
            "newObjection",
            Map.of("phrase", "Squeaky stoats", "category", "other"));
    JsonNode filing = marketer.post("/filings", made).expect(201).json();
    String from = "/objections/" + filing.get("objectionId").asText();
    String into = objection("Noise of any kind");
    marketer
        .with("If-Match", marketer.get(from).header("ETag"))
        .post(from + "/merge", Map.of("into", into))
        .expect(200);
    assertThat(phrasings(into)).contains("the stoat squeaks");

    marketer.delete("/filings/" + filing.get("id").asText()).expect(204);

    assertThat(marketer.get("/hearings/" + group.getFirst()).json().has("objectionId")).isFalse();
    assertThat(phrasings(into)).doesNotContain("the stoat squeaks");
    assertThat(marketer.get("/objections/" + into).json().get("state").asText())
        .isEqualTo("active");
  }

  @Test
  void aFilingWhoseHearingsWereFiledAgainSinceIsNotUndone() {
    String first = objection("The lynx is too fast");
    String second = objection("The gecko is too slow");
    List<String> group = log("mole one", "mole two");
    String filing = file(group, first).id();
    halfdoor
        .as("rep")
        .put("/hearings/" + group.getLast() + "/objection", Map.of("objection", second))
        .expect(200);
    Reply refused = halfdoor.as("marketer").delete("/filings/" + filing).expect(409);
    assertThat(texts(refused.json().get("hearings"))).containsExactly(group.getLast());
    assertThat(phrasings(first)).contains("mole one");
    halfdoor
        .as("rep")
        .put("/hearings/" + group.getLast() + "/objection", Map.of("objection", first))
        .expect(200);
    halfdoor.as("marketer").delete("/filings/" + filing).expect(409);
  }

  @Test
  void whatIsSplitOffTakesItsQuotesAlongAndUndoingBringsThemBack() {
    String wrong = objection("The heron is noisy");
    String right = objection("The stork is heavy");
    List<String> group = log("crane noise", "crane weight");
    file(group, wrong);
    halfdoor
        .as("rep")
        .post("/objections/" + wrong + "/phrasings", Map.of("text", "written by hand"))
        .expect(201);
    assertThat(phrasings(wrong)).containsExactly("crane noise", "crane weight", "written by hand");

    Reply split = file(List.of(group.getLast()), right);

    assertThat(split.json().at("/hearings/0/fromObjectionId").asText()).isEqualTo(wrong);
    assertThat(phrasings(wrong)).containsExactly("crane noise", "written by hand");
    assertThat(phrasings(right)).containsExactly("crane weight");
    assertThat(logged("Crane weight").json().at("/match/objection").asText()).isEqualTo(right);

    halfdoor.as("marketer").delete("/filings/" + split.id()).expect(204);

    assertThat(phrasings(wrong)).contains("crane noise", "written by hand", "crane weight");
    assertThat(phrasings(right)).isEmpty();
    assertThat(logged("Crane weight").json().at("/match/objection").asText()).isEqualTo(wrong);
    JsonNode back = halfdoor.as("rep").get("/hearings/" + group.getLast()).json();
    assertThat(back.get("objectionId").asText()).isEqualTo(wrong);
    assertThat(back.get("filedAs").asText()).isEqualTo("person");
  }

  @Test
  void aFilingTeachesTwentyQuotesAtMostEachOnceAndNoneWhereItIsNotTo() {
    String objection = objection("The iguana is green");
    List<String> group =
        log(IntStream.range(0, 25).mapToObj(i -> "newt " + i / 2 * 7).toArray(String[]::new));
    assertThat(file(group, objection).json().get("taught")).hasSize(13);
    List<String> many =
        log(IntStream.range(0, 21).mapToObj(i -> "toad " + i).toArray(String[]::new));
    assertThat(file(many, objection).json().get("taught")).hasSize(Filings.MOST_TAUGHT);
    Map<String, Object> silent =
        Map.of("hearings", log("salamander"), "objection", objection, "teach", false);
    JsonNode untaught = halfdoor.as("marketer").post("/filings", silent).expect(201).json();
    assertThat(untaught.get("taught")).isEmpty();
    assertThat(phrasings(objection)).doesNotContain("salamander");
  }

  @Test
  void aQuoteThatIsTooLongForAPhrasingTeachesNothing() {
    String objection = objection("The giraffe is tall");
    String longest = "tall ".repeat(199) + "giraf";
    List<String> group = log(longest + "fe", longest);
    JsonNode filing = file(group, objection).json();
    assertThat(filing.get("hearings")).hasSize(2);
    assertThat(texts(filing.get("taught"))).containsExactly(longest);
    assertThat(phrasings(objection)).containsExactly(longest);
  }

  @Test
  void aFilingThatIsNotValidIsRefusedByItsPlaceAndChangesNothing() {
    TestClient marketer = halfdoor.as("marketer");
    String objection = objection("The parrot repeats itself");
    List<String> group = new ArrayList<>(log("cockatoo"));
    Map<String, String> made = Map.of("phrase", "Birds", "category", "feathers");
    halfdoor
        .as("rep")
        .post("/filings", Map.of("hearings", group, "objection", objection))
        .expect(403);
    marketer.post("/filings", Map.of("hearings", group)).expect(422);
    marketer
        .post("/filings", Map.of("hearings", group, "objection", objection, "newObjection", made))
        .expect(422);
    marketer.post("/filings", Map.of("hearings", List.of(), "objection", objection)).expect(422);
    assertThat(pointer(Map.of("hearings", group, "objection", "obj_1"))).isEqualTo("/objection");
    assertThat(pointer(Map.of("hearings", group, "newObjection", made)))
        .isEqualTo("/newObjection/category");
    assertThat(
            pointer(
                Map.of(
                    "hearings", group, "newObjection", Map.of("phrase", " ", "category", "other"))))
        .isEqualTo("/newObjection/phrase");
    group.add("hea_01k9zq3v5sfgx8m2n4p6r8t0w2");
    assertThat(pointer(Map.of("hearings", group, "objection", objection))).isEqualTo("/hearings/1");
    assertThat(marketer.get("/hearings/" + group.getFirst()).json().has("objectionId")).isFalse();
  }

  @Test
  void whatIsTooMuchToLookAtIsLeftOutAndSaidSo() {
    UUID person = Person.IDS.parse(halfdoor.as("rep7").get("/me").id()).orElseThrow();
    OffsetDateTime now = halfdoor.clock().instant().atOffset(ZoneOffset.UTC);
    halfdoor
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO hearing
                      (id, version, quote, person_id, heard_at, created_at)
                    SELECT gen_random_uuid(), 1, 'a capybara', ?, ?, ?
                    FROM generate_series(1, 5001)
                    """,
                    person,
                    now,
                    now));
    JsonNode unmatched = unmatched("&limit=1");
    assertThat(unmatched.get("truncated").asBoolean()).isTrue();
    assertThat(unmatched.get("hearings").asInt()).isEqualTo(UnmatchedResource.MOST);
    assertThat(unmatched.get("groups")).hasSize(1);
    assertThat(unmatched.at("/groups/0/representative").asText()).isEqualTo("a capybara");
    assertThat(unmatched.at("/groups/0/people").asInt()).isEqualTo(1);
    halfdoor
        .database()
        .jdbi()
        .useHandle(handle -> handle.execute("DELETE FROM hearing WHERE quote = 'a capybara'"));
  }

  private static String pointer(Map<String, Object> filing) {
    Reply refused = halfdoor.as("marketer").post("/filings", filing).expect(422);
    return refused.json().at("/errors/0/pointer").asText();
  }

  private static Reply file(List<String> hearings, String objection) {
    return halfdoor
        .as("marketer")
        .post("/filings", Map.of("hearings", hearings, "objection", objection))
        .expect(201);
  }

  private static JsonNode unmatched(String more) {
    return halfdoor.as("marketer").get("/hearings/unmatched?days=90" + more).expect(200).json();
  }

  /** The group of unmatched hearings whose representative has a word. */
  private static JsonNode group(String word) {
    return unmatched("&limit=200")
        .get("groups")
        .valueStream()
        .filter(group -> group.get("representative").asText().contains(word))
        .findFirst()
        .orElseThrow();
  }

  private static String objection(String phrase) {
    return halfdoor
        .as("marketer")
        .post("/objections", Map.of("phrase", phrase, "category", "other"))
        .expect(201)
        .id();
  }

  private static List<String> phrasings(String objection) {
    return halfdoor
        .as("rep")
        .get("/objections/" + objection + "/phrasings")
        .expect(200)
        .json()
        .findValuesAsText("text");
  }

  private static List<String> actions(String objection) {
    return halfdoor
        .as("rep")
        .get("/objections/" + objection + "/activity")
        .expect(200)
        .json()
        .findValuesAsText("action");
  }

  private static Reply logged(String quote) {
    return halfdoor.as("rep").post("/hearings", Map.of("quote", quote)).expect(201);
  }

  /** Their ids. */
  private static List<String> log(String... quotes) {
    return List.of(quotes).stream()
        .map(quote -> logged(quote).json().at("/hearing/id").asText())
        .toList();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }
}
