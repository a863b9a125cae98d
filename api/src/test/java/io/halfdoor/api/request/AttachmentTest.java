package io.halfdoor.api.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.Form;
import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people attach to a request. */
class AttachmentTest {

  private static final int MOST = 50;

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient asking = halfdoor.as("repWhoAsks");
  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void aFileIsReadByAllWhoSeeTheRequestAsItWasSent() {
    Reply filed = RequestTest.file(asking, "A sheet on swifts");
    String attachments = "/requests/" + filed.id() + "/attachments";
    byte[] bytes = "%PDF-1.4 a tender".getBytes(UTF_8);

    JsonNode attached =
        new Form().file("../tender.pdf", bytes).post(asking, attachments).expect(201).json();

    assertThat(attached.get("fileName").asText()).isEqualTo("tender.pdf");
    assertThat(attached.get("mediaType").asText()).isEqualTo("application/pdf");
    assertThat(attached.get("size").asInt()).isEqualTo(bytes.length);
    assertThat(rep.get(attachments).json().get("items")).containsExactly(attached);
    Reply file = rep.get(attachments + "/" + attached.get("id").asText() + "/file").expect(200);
    assertThat(file.text()).isEqualTo(new String(bytes, UTF_8));
    assertThat(file.header("Content-Disposition")).startsWith("attachment").contains("tender.pdf");
    asking
        .with("If-Match", filed.header("ETag"))
        .patch("/requests/" + filed.id(), Map.of("confidential", true))
        .expect(200);
    rep.get(attachments + "/" + attached.get("id").asText() + "/file").expect(404);
  }

  @Test
  void collateralIsShownToThoseAloneWhoSeeIt() {
    Reply filed = RequestTest.file(asking, "A sheet on larks");
    String attachments = "/requests/" + filed.id() + "/attachments";
    Map<String, Object> draft =
        Map.of("title", "A first draft on larks", "kind", "onePager", "text", "Larks.");
    String item = asking.post("/collateral", draft).expect(201).id();
    assertThat(pointer(rep.post(attachments, Map.of("item", item)))).isEqualTo("/item");
    assertThat(pointer(rep.post(attachments, Map.of("item", filed.id())))).isEqualTo("/item");

    JsonNode attached = asking.post(attachments, Map.of("item", item)).expect(201).json();

    asking.post(attachments, Map.of("item", item)).expect(409);
    assertThat(attached.at("/item/title").asText()).isEqualTo("A first draft on larks");
    assertThat(marketer.get(attachments).json().get("items")).containsExactly(attached);
    assertThat(rep.get(attachments).json().get("items")).isEmpty();
    assertThat(rep.get("/requests/" + filed.id() + "/activity").text()).doesNotContain(item);
    String id = attached.get("id").asText();
    marketer.get(attachments + "/" + id + "/file").expect(404);
    rep.delete(attachments + "/" + id).expect(403);
    marketer.delete(attachments + "/" + id).expect(204);
    marketer.delete(attachments + "/" + id).expect(404);
    asking.get("/collateral/" + item).expect(200);
  }

  @Test
  void whatIsNoAttachmentIsRefusedAndThereAreAtMostFifty() {
    Reply filed = RequestTest.file(asking, "A sheet on finches");
    String attachments = "/requests/" + filed.id() + "/attachments";
    assertThat(pointer(new Form().post(asking, attachments))).isEqualTo("/file");
    Form described = Form.of(Map.of("note", "x"), "a.txt", "a".getBytes(UTF_8));
    assertThat(pointer(described.post(asking, attachments))).isEqualTo("/metadata");
    new Form()
        .file("a.txt", "a".getBytes(UTF_8))
        .post(asking, "/requests/req_1/attachments")
        .expect(404);
    assertThat(asking.get(attachments).json().get("items")).isEmpty();
    for (int i = 0; i < MOST; i++) {
      new Form().file(i + ".txt", "the same".getBytes(UTF_8)).post(asking, attachments).expect(201);
    }
    new Form().file("51.txt", "a".getBytes(UTF_8)).post(asking, attachments).expect(409);
    assertThat(asking.get(attachments).json().get("items")).hasSize(MOST);
  }

  private static String pointer(Reply refused) {
    return refused.expect(422).json().at("/errors/0/pointer").asText();
  }
}
