package io.halfdoor.api.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FirstAdminTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private static final String CHOSEN = "chosen-by-whoever-hosts-this";

  @Test
  void aSecretThatTheHostChoosesLetsTheFirstAdminInAndOnceAllAreRevokedTheNextStartMakesOne()
      throws Exception {
    halfdoor.stop();
    halfdoor.with("adminToken", CHOSEN).start();
    TestClient admin = halfdoor.withToken(CHOSEN);
    String me = admin.get("/me").expect(200).id();
    assertThat(admin.get("/people/" + me).json().get("email").asText())
        .isEqualTo("admin@localhost");
    for (JsonNode token : admin.get("/tokens").json().get("items")) {
      admin.delete("/tokens/" + token.get("id").asText());
    }
    await().until(() -> admin.get("/me").status() == 401);

    halfdoor.stop();
    PrintStream console = System.err;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setErr(new PrintStream(shown, true, UTF_8));
    try {
      halfdoor.start();
    } finally {
      System.setErr(console);
    }

    halfdoor.withToken(CHOSEN).get("/me").expect(401); // what was revoked stays so
    Matcher secret = Pattern.compile("hd_[A-Za-z0-9_-]{43}").matcher(shown.toString(UTF_8));
    assertThat(secret.find()).isTrue();
    TestClient again = halfdoor.withToken(secret.group());
    assertThat(again.get("/me").expect(200).id()).isEqualTo(me);
  }
}
