package io.halfdoor.api.collateral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Form;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.web.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files put in, kept, read and given back. */
class FileTest {

  private static final int MAX = 1 << 20;

  @RegisterExtension
  static final TestHalfdoor halfdoor = new TestHalfdoor().with("maxFile", MAX + "B");

  private final TestClient marketer = halfdoor.as("marketer");
  private final TestClient rep = halfdoor.as("rep");

  @Test
  void aPdfIsReadPageByPage() {
    byte[] pdf = Samples.pdf("First of all.", "A second visit costs 214 EUR.", "Thank you.");
    Reply added = upload(marketer, Map.of("publish", true), "visit.pdf", pdf);
    assertThat(added.json().at("/content/mediaType").asText()).isEqualTo("application/pdf");
    assertThat(added.json().at("/content/size").asInt()).isEqualTo(pdf.length);
    assertThat(added.json().at("/content/sha256").asText())
        .isEqualTo(Digests.hex(Digests.sha256().digest(pdf)));
    assertThat(added.json().get("textState").asText()).isEqualTo("pending");

    JsonNode read = whenRead(added);
    assertThat(read.get("textState").asText()).isEqualTo("ready");
    assertThat(read.has("textReason")).isFalse();
    List<JsonNode> passages = items(rep.get("/collateral/" + added.id() + "/passages"));
    assertThat(passages).hasSize(3);
    assertThat(passages.get(1).at("/place/kind").asText()).isEqualTo("page");
    assertThat(passages.get(1).at("/place/number").asInt()).isEqualTo(2);
    assertThat(passages.get(1).get("text").asText()).isEqualTo("A second visit costs 214 EUR.");
    Reply page = rep.get("/collateral/" + added.id() + "/passages?limit=2");
    assertThat(items(page)).hasSize(2);
    String next = page.json().get("next").asText();
    assertThat(items(rep.get("/collateral/" + added.id() + "/passages?limit=2&cursor=" + next)))
        .hasSize(1);

    // The tag says that more is there to see; the change may be based on either.
    Reply now = marketer.get("/collateral/" + added.id());
    assertThat(now.header("ETag")).isNotEqualTo(added.header("ETag"));
    marketer
        .with("If-Match", added.header("ETag"))
        .patch("/collateral/" + added.id(), Map.of("title", "Visits"))
        .expect(200);
    assertThat(changes(added.id())).contains("textRead");
  }

  @Test
  void aSentenceIsFoundOnItsPage() {
    byte[] pdf = Samples.pdf("First of all.", "Nothing here.", "Quarrelsome otters escalate.");
    Reply added = upload(marketer, Map.of("publish", true), "otters.pdf", pdf);
    whenRead(added);
    String position = marketer.get("/collateral?limit=1").header("Halfdoor-Position");
    JsonNode hit =
        rep.get("/search?q=quarrelsome%20otters&after=" + position)
            .expect(200)
            .json()
            .at("/hits/0");
    assertThat(hit.get("id").asText()).isEqualTo(added.id());
    assertThat(hit.at("/place/part").asText()).isEqualTo("page");
    assertThat(hit.at("/place/number").asInt()).isEqualTo(3);
    byte[] draft = Samples.pdf("Quarrelsome otters are a draft.");
    whenRead(upload(marketer, Map.of(), "draft.pdf", draft));
    position = marketer.get("/collateral?limit=1").header("Halfdoor-Position");
    JsonNode found = rep.get("/search?q=quarrelsome%20otters&after=" + position).expect(200).json();
    assertThat(found.get("hits")).hasSize(1);
  }

  @Test
  void versionsAddedAtOnceEachGetANumberOfTheirOwn() throws Exception {
    Reply item = upload(marketer, Map.of("publish", true), "v.txt", "v".getBytes(UTF_8));
    String path = "/collateral/" + item.id() + "/versions";
    try (ExecutorService many = Executors.newFixedThreadPool(6)) {
      List<Future<Reply>> replies =
          many.invokeAll(
              IntStream.range(0, 6)
                  .<Callable<Reply>>mapToObj(
                      i -> () -> marketer.post(path, Map.of("text", "version " + i)))
                  .toList());
      for (Future<Reply> reply : replies) {
        reply.get().expect(201);
      }
    }
    assertThat(items(rep.get(path)))
        .extracting(version -> version.get("number").asInt())
        .containsExactly(7, 6, 5, 4, 3, 2, 1);
  }

  @Test
  void aWordFileIsReadAndTheSameBytesAreReadAndKeptOnce() throws IOException {
    byte[] docx = Samples.docx("Halvorsen Lifts saved twelve percent.");
    Reply first = upload(marketer, Map.of(), "case.docx", docx);
    whenRead(first);
    Reply second = upload(marketer, Map.of("title", "Again"), "again.docx", docx);
    assertThat(second.json().get("textState").asText()).isEqualTo("ready");
    assertThat(second.json().at("/content/fileName").asText()).isEqualTo("again.docx");
    String sha256 = second.json().at("/content/sha256").asText();
    assertThat(kept()).filteredOn(name -> name.equals(sha256)).hasSize(1);
    assertThat(incoming()).isEmpty();
    List<JsonNode> passages = items(marketer.get("/collateral/" + second.id() + "/passages"));
    assertThat(passages).hasSize(1);
    assertThat(passages.getFirst().get("text").asText()).contains("twelve percent");
  }

  @Test
  void whatCannotBeReadIsKeptAllTheSameAndSaysWhy() {
    JsonNode locked =
        whenRead(upload(marketer, Map.of(), "locked.pdf", Samples.lockedPdf("Secret.")));
    assertThat(locked.get("textState").asText()).isEqualTo("failed");
    assertThat(locked.get("textReasonCode").asText()).isEqualTo("encrypted");
    assertThat(locked.get("textReason").asText()).contains("password");

    byte[] docx = Samples.docx("Words that are cut off in the middle.".repeat(200));
    byte[] half = Arrays.copyOf(docx, docx.length / 2);
    JsonNode damaged = whenRead(upload(marketer, Map.of(), "half.docx", half));
    assertThat(damaged.get("textState").asText()).isEqualTo("failed");
    assertThat(damaged.get("textReason").asText()).isNotBlank();

    JsonNode empty = whenRead(upload(marketer, Map.of(), "empty.txt", new byte[0]));
    assertThat(empty.get("textState").asText()).isEqualTo("none");
    marketer.get("/collateral/" + empty.get("id").asText() + "/file").expect(200);
  }

  @Test
  void aFileIsReadThoughItsReaderIsKilledOverIt() {
    StringBuilder text = new StringBuilder();
    while (text.length() < MAX - 200) {
      text.append("A sentence, number ").append(text.length()).append(", of a long text.\n\n");
    }
    Reply added = upload(marketer, Map.of(), "long.txt", text.toString().getBytes(UTF_8));
    await().until(() -> workers().findAny().isPresent());
    workers().forEach(ProcessHandle::destroyForcibly);
    assertThat(whenRead(added).get("textState").asText()).isEqualTo("ready");
  }

  /** Told by a flag that servers do not have, which other tests may run as processes beside. */
  private static Stream<ProcessHandle> workers() {
    return ProcessHandle.current()
        .descendants()
        .filter(
            each -> each.info().commandLine().orElse("").contains("-XX:+DisableAttachMechanism"));
  }

  @Test
  void readersGetTheLatestPublishedVersionAndCanKeepToAnOlderOne() {
    Reply item = upload(marketer, Map.of("publish", true), "one.txt", "one".getBytes(UTF_8));
    String path = "/collateral/" + item.id();
    Reply second =
        Form.of(Map.of("publish", false, "note", "not yet"), "two.txt", "two".getBytes(UTF_8))
            .post(marketer, path + "/versions")
            .expect(201);
    assertThat(second.header("Location")).endsWith(path + "/versions/2");
    assertThat(second.json().get("publishedVersion").asInt()).isEqualTo(1);
    assertThat(second.json().get("latestVersion").asInt()).isEqualTo(2);

    assertThat(rep.get(path + "/file").expect(200).text()).isEqualTo("one");
    assertThat(marketer.get(path + "/file").expect(200).text()).isEqualTo("one");
    assertThat(marketer.get(path + "/versions/2/file").expect(200).text()).isEqualTo("two");
    rep.get(path + "/versions/2").expect(404);
    rep.get(path + "/versions/2/file").expect(404);
    rep.get(path + "/versions/2/passages").expect(404);
    rep.get(path + "/versions/x").expect(404);
    assertThat(items(rep.get(path + "/versions"))).hasSize(1);
    assertThat(items(marketer.get(path + "/versions")))
        .extracting(version -> version.get("number").asInt())
        .containsExactly(2, 1);

    Reply third = marketer.post(path + "/versions", Map.of("text", "# three")).expect(201);
    assertThat(third.json().get("publishedVersion").asInt()).isEqualTo(3);
    assertThat(rep.get(path + "/file").expect(200).text()).isEqualTo("# three");
    assertThat(rep.get(path + "/versions/1/file").expect(200).text()).isEqualTo("one");
    assertThat(items(rep.get(path + "/versions")))
        .extracting(version -> version.get("number").asInt())
        .containsExactly(3, 1);
    JsonNode pinned = rep.get(path + "/versions/1").expect(200).json();
    assertThat(pinned.get("type").asText()).isEqualTo("file");
    assertThat(pinned.get("publishedAt").asText()).isNotBlank();

    rep.post(path + "/versions", Map.of("text", "four")).expect(403);
    marketer
        .with("If-Match", item.header("ETag"))
        .post(path + "/versions", Map.of("text", "four"))
        .expect(412);
    marketer.post(path + "/versions", Map.of("url", "https://example.com/4")).expect(201);
    rep.get(path + "/file").expect(404);
    assertThat(rep.get(path).json().at("/content/url").asText()).isEqualTo("https://example.com/4");
  }

  @Test
  void aDraftIsNotThereForRepsInAnyOfItsParts() {
    Reply draft = upload(marketer, Map.of(), "draft.txt", "draft".getBytes(UTF_8));
    for (String part :
        List.of("", "/file", "/passages", "/versions", "/versions/1", "/versions/1/file")) {
      rep.get("/collateral/" + draft.id() + part).expect(404);
      marketer.get("/collateral/" + draft.id() + part).expect(200);
    }
    rep.post("/collateral/" + draft.id() + "/versions", Map.of("text", "x")).expect(404);
  }

  @Test
  void aRangeIsSentAloneAndEverythingElseWhole() {
    byte[] bytes = new byte[10_000];
    new Random(7).nextBytes(bytes);
    Reply item = upload(marketer, Map.of("publish", true), "bytes.bin", bytes);
    String file = "/collateral/" + item.id() + "/file";
    Reply whole = rep.get(file).expect(200);
    assertThat(whole.response().body()).isEqualTo(bytes);
    assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(whole.header("ETag"))
        .isEqualTo("\"" + Digests.hex(Digests.sha256().digest(bytes)) + "\"");
    assertThat(whole.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(rep.with("Accept-Encoding", "gzip").get(file).response().body()).isEqualTo(bytes);

    assertRange(file, bytes, "bytes=0-99", 0, 100);
    assertRange(file, bytes, "bytes=9990-", 9_990, 10_000);
    assertRange(file, bytes, "bytes=-10", 9_990, 10_000);
    assertRange(file, bytes, "bytes=9999-99999", 9_999, 10_000);
    assertRange(file, bytes, "bytes=-99999", 0, 10_000);
    for (String other :
        List.of("bytes=0-1,5-6", "bytes=5-2", "bytes=-", "lines=1-2", "bytes=a-b")) {
      assertThat(rep.with("Range", other).get(file).expect(200).response().body()).isEqualTo(bytes);
    }
    Reply beyond = rep.with("Range", "bytes=10000-").get(file).expect(416);
    assertThat(beyond.header("Content-Range")).isEqualTo("bytes */10000");
    rep.with("Range", "bytes=-0").get(file).expect(416);

    TestClient ranged = rep.with("Range", "bytes=0-99");
    ranged.with("If-Range", whole.header("ETag")).get(file).expect(206);
    ranged.with("If-Range", "\"another\"").get(file).expect(200);
    Reply known = rep.with("If-None-Match", whole.header("ETag")).get(file).expect(304);
    assertThat(known.response().body()).isEmpty();
    Reply head = rep.send("HEAD", file, null, null).expect(200);
    assertThat(head.header("Content-Length")).isEqualTo("10000");
    assertThat(head.header("ETag")).isEqualTo(whole.header("ETag"));
    assertThat(head.response().body()).isEmpty();
  }

  private void assertRange(String file, byte[] bytes, String range, int from, int to) {
    Reply part = rep.with("Range", range).get(file).expect(206);
    assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(bytes, from, to));
    assertThat(part.header("Content-Range"))
        .isEqualTo("bytes " + from + "-" + (to - 1) + "/" + bytes.length);
    assertThat(part.header("Content-Length")).isEqualTo(Integer.toString(to - from));
  }

  @Test
  void aViewIsCountedOnceForWhoeverBeginsToLook() {
    Reply item = upload(marketer, Map.of("publish", true), "seen.txt", "seen".getBytes(UTF_8));
    String file = "/collateral/" + item.id() + "/file";
    Reply first = rep.get(file).expect(200);
    rep.with("Range", "bytes=0-1").get(file).expect(206);
    rep.with("Range", "bytes=2-").get(file).expect(206);
    rep.with("If-None-Match", first.header("ETag")).get(file).expect(304);
    rep.send("HEAD", file, null, null).expect(200);
    marketer.get(file).expect(200);
    String passages = "/collateral/" + item.id() + "/passages";
    rep.get(passages).expect(200);
    rep.send("HEAD", passages, null, null).expect(200);

    String views = "/collateral/" + item.id() + "/views";
    JsonNode seen = rep.get(views).expect(200).json();
    assertThat(seen.get("views").asInt()).isEqualTo(4);
    assertThat(seen.get("viewers").asInt()).isEqualTo(2);
    String today = halfdoor.clock().instant().toString().substring(0, 10);
    assertThat(seen.get("to").asText()).isEqualTo(today);
    assertThat(seen.at("/days/0").toString())
        .isEqualTo("{\"day\":\"" + today + "\",\"views\":4,\"viewers\":2}");
    assertThat(seen.get("days")).hasSize(1);
    assertThat(rep.get(views + "?to=2020-01-01").expect(200).json().get("views").asInt()).isZero();
    rep.get(views + "?from=2020-01-02&to=2020-01-01").expect(422);
    rep.get(views + "?from=2020-01-01&to=2021-01-01").expect(422);
    rep.get(views + "?from=yesterday").expect(400);
    assertThat(rep.get("/collateral/" + item.id() + "/uses").json().get("items")).isEmpty();
  }

  @Test
  void aPageOrPictureWithAScriptIsHarmlessInABrowser() {
    byte[] html = "<!DOCTYPE html><script>alert(document.cookie)</script>".getBytes(UTF_8);
    byte[] svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".getBytes(UTF_8);
    for (Map.Entry<String, byte[]> each :
        Map.of("p.html", html, "p.svg", svg, "p.txt", html).entrySet()) {
      Reply item = upload(marketer, Map.of("publish", true), each.getKey(), each.getValue());
      Reply file = rep.get("/collateral/" + item.id() + "/file").expect(200);
      assertThat(file.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
      assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(file.header("Content-Disposition")).startsWith("attachment;");
      assertThat(file.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      assertThat(file.response().body()).isEqualTo(each.getValue());
    }
  }

  @Test
  void aNameIsKeptAsANameAndNothingElse() throws IOException {
    Map<String, String> names = new HashMap<>();
    names.put("../../etc/passwd", "passwd");
    names.put("C:\\Users\\rosa\\Preise \u00fcber alles.pdf", "Preise \u00fcber alles.pdf");
    names.put("a\"b;c=d,e.txt", "a\"b;c=d,e.txt");
    names.put("evil\u202etxt.exe", "eviltxt.exe");
    names.put("\ud83d\ude80 plan.pptx", "\ud83d\ude80 plan.pptx");
    names.put("..", "file");
    names.put("", "file");
    names.put("CON", "CON");
    names.put("100%.txt", "100%.txt");
    names.put("x".repeat(400) + ".docx", "x".repeat(250) + ".docx");
    for (Map.Entry<String, String> each : names.entrySet()) {
      Reply item = upload(marketer, Map.of(), each.getKey(), each.getKey().getBytes(UTF_8));
      assertThat(item.json().at("/content/fileName").asText()).isEqualTo(each.getValue());
      String header =
          marketer
              .get("/collateral/" + item.id() + "/file")
              .expect(200)
              .header("Content-Disposition");
      assertThat(header)
          .matches(
              "attachment; filename=\"[ -!#-\\[\\]-~]*\"; filename\\*=UTF-8''[!#$&+.^_`|~A-Za-z0-9%-]*");
      String encoded = header.substring(header.indexOf("''") + 2).replace("+", "%2B");
      assertThat(URLDecoder.decode(encoded, UTF_8)).isEqualTo(each.getValue());
    }
    assertThat(kept()).allMatch(name -> name.matches("[0-9a-f]{64}"));
  }

  @Test
  void theTypeIsToldFromTheBytesAndNotFromTheName() {
    Reply item = upload(marketer, Map.of(), "holiday.jpg", Samples.pdf("Not a picture."));
    assertThat(item.json().at("/content/mediaType").asText()).isEqualTo("application/pdf");
  }

  @Test
  void oneIdempotencyKeyUploadsOnceAndKnowsTheFile() {
    TestClient once = marketer.with("Idempotency-Key", "upload-once");
    Map<String, Object> said = body(Map.of());
    Reply first = Form.of(said, "a.txt", "a".getBytes(UTF_8)).post(once, "/collateral").expect(201);
    Reply again =
        new Form()
            .file("a.txt", "a".getBytes(UTF_8))
            .metadata(said)
            .post(once, "/collateral")
            .expect(201);
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    Form.of(said, "a.txt", "b".getBytes(UTF_8)).post(once, "/collateral").expect(422);
  }

  @Test
  void whatIsTooLargeIsRefusedAndNothingIsLeftOfIt() throws IOException {
    byte[] justRight = new byte[MAX];
    upload(marketer, Map.of(), "full.bin", justRight);
    byte[] tooLarge = Form.of(body(Map.of()), "more.bin", new byte[MAX + 1]).bytes();
    marketer
        .upload("POST", "/collateral", Form.mediaType(), BodyPublishers.ofByteArray(tooLarge))
        .expect(413);
    marketer
        .upload(
            "POST",
            "/collateral",
            Form.mediaType(),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge)))
        .expect(413);
    Form.of(Map.of("title", "x".repeat(2 << 20)), "a.txt", new byte[1])
        .post(marketer, "/collateral")
        .expect(413);
    assertThat(incoming()).isEmpty();
  }

  @Test
  void aBodyThatIsNoProperFormIsRefusedAndNothingIsLeftOfIt() throws IOException {
    byte[] whole = Form.of(body(Map.of()), "a.txt", new byte[100_000]).bytes();
    for (int length : new int[] {0, 10, 60, 300, 50_000, whole.length - 5}) {
      marketer
          .upload(
              "POST", "/collateral", Form.mediaType(), BodyPublishers.ofByteArray(whole, 0, length))
          .expect(400);
    }
    marketer
        .upload("POST", "/collateral", "multipart/form-data", BodyPublishers.ofByteArray(whole))
        .expect(400);
    marketer
        .upload(
            "POST",
            "/collateral",
            "multipart/form-data; boundary=another",
            BodyPublishers.ofByteArray(whole))
        .expect(400);
    new Form().metadata(body(Map.of())).post(marketer, "/collateral").expect(422);
    new Form().file("a.txt", new byte[1]).post(marketer, "/collateral").expect(422);
    Form.of(body(Map.of()), "a.txt", new byte[1])
        .file("b.txt", new byte[1])
        .post(marketer, "/collateral")
        .expect(422);
    Form.of(body(Map.of()), "a.txt", new byte[1])
        .part("Content-Disposition: form-data; name=\"more\"", new byte[1])
        .post(marketer, "/collateral")
        .expect(422);
    Form.of(body(Map.of("url", "https://example.com")), "a.txt", new byte[1])
        .post(marketer, "/collateral")
        .expect(422);
    new Form()
        .part("Content-Disposition: form-data; name=\"metadata\"", "{\"title\":".getBytes(UTF_8))
        .file("a.txt", new byte[1])
        .post(marketer, "/collateral")
        .expect(400);
    new Form()
        .part("X-Long: " + "x".repeat(20_000), new byte[1])
        .post(marketer, "/collateral")
        .expect(400);
    assertThat(incoming()).isEmpty();
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() throws IOException {
    try (Socket socket = new Socket(halfdoor.address().getHost(), halfdoor.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/v1/collateral HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                  + marketer.token()
                  + "\r\nContent-Type: "
                  + Form.mediaType()
                  + "\r\nContent-Length: 500000\r\n\r\n")
              .getBytes(UTF_8));
      out.write(Form.of(body(Map.of()), "a.txt", new byte[200_000]).bytes(), 0, 150_000);
      out.flush();
      await().until(() -> !incoming().isEmpty());
    }
    await().until(() -> incoming().isEmpty());
  }

  private static Reply upload(
      TestClient who, Map<String, Object> more, String fileName, byte[] file) {
    return Form.of(body(more), fileName, file).post(who, "/collateral").expect(201);
  }

  private static Map<String, Object> body(Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(Map.of("title", "One", "kind", "other"));
    body.putAll(more);
    return body;
  }

  private JsonNode whenRead(Reply added) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> marketer.get("/collateral/" + added.id()).expect(200).json(),
            item -> !item.get("textState").asText().equals("pending"));
  }

  private static List<JsonNode> items(Reply list) {
    return StreamSupport.stream(list.expect(200).json().get("items").spliterator(), false).toList();
  }

  private static List<String> changes(String id) {
    return halfdoor
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT action FROM change WHERE item_id = :id")
                    .bind("id", Collateral.IDS.parse(id).orElseThrow())
                    .mapTo(String.class)
                    .list());
  }

  private static List<String> incoming() throws IOException {
    return names(home().resolve("incoming"), 1);
  }

  private static List<String> kept() throws IOException {
    try (Stream<Path> files = Files.walk(home(), 3)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getParent().getFileName().toString().equals("incoming"))
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }

  private static List<String> names(Path folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Path home() {
    return halfdoor.database().home().resolve("server").resolve("files");
  }
}
