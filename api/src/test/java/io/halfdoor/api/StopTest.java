package io.halfdoor.api;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that is told to stop, as by SIGTERM. */
class StopTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  @Test
  void requestsInFlightAreFinishedAndWhatWasAnsweredIsThereAfterwards() throws Exception {
    TestClient admin = halfdoor.admin();
    URI address = halfdoor.address();
    CompletableFuture<Reply> held;
    CompletableFuture<Void> stopped;
    ConcurrentLinkedQueue<String> made = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> load = new ArrayList<>();
    AtomicBoolean over = new AtomicBoolean();
    for (int worker = 0; worker < 4; worker++) {
      String name = "load" + worker;
      load.add(runAsync(() -> write(admin, name, made, over)));
    }
    await().until(() -> made.size() > 20);
    try (Handle holding = halfdoor.database().jdbi().open()) {
      holding.begin();
      holding.execute("LOCK TABLE token IN SHARE ROW EXCLUSIVE MODE");
      Map<String, String> token = Map.of("name", "held", "scope", "read");
      held = supplyAsync(() -> admin.post("/tokens", token));
      await().until(StopTest::somebodyWaits);
      stopped = runAsync(halfdoor::stop);
      await().until(() -> !isListening(address));
      assertThat(held).isNotDone();
      assertThat(stopped).isNotDone();
      holding.rollback();
    }
    String id = held.join().expect(201).id();
    stopped.join();
    over.set(true);
    load.forEach(CompletableFuture::join);

    halfdoor.start();
    assertThat(halfdoor.admin().get("/tokens").json().get("items").toString()).contains(id);
    for (String person : made) {
      halfdoor.admin().get("/people/" + person).expect(200);
    }
  }

  /** Writes until the server is no longer there; an answer that comes is never one of a failure. */
  private static void write(
      TestClient admin, String name, ConcurrentLinkedQueue<String> made, AtomicBoolean over) {
    for (int i = 0; !over.get() && i < 10_000; i++) {
      String email = name + "." + i + "@example.com";
      Reply reply;
      try {
        reply =
            admin.post(
                "/people", Map.of("name", name, "email", email, "role", "rep", "side", "sales"));
      } catch (AssertionError closed) {
        if (closed.getCause() instanceof IOException) {
          return;
        }
        throw closed;
      }
      if (reply.status() == 503) {
        return; // it came while the server was stopping
      }
      made.add(reply.expect(201).id());
    }
  }

  private static boolean somebodyWaits() {
    return halfdoor
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND locktype = 'relation'")
                    .mapTo(Boolean.class)
                    .one());
  }

  private static boolean isListening(URI address) {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
