package io.halfdoor.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.api.Reply;
import io.halfdoor.api.TestClient;
import io.halfdoor.api.TestHalfdoor;
import io.halfdoor.api.access.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** In which states requests have been, and who replied first. */
class StayTest {

  @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();

  private final TestClient rep = halfdoor.as("rep");
  private final TestClient marketer = halfdoor.as("marketer");

  @Test
  void whereARequestHasBeenHasNoHoles() {
    Reply filed = RequestTest.file(rep, "A sheet on quokkas");
    Reply accepted = move(marketer, filed, "accepted");
    Reply waiting = move(marketer, accepted, "waiting");
    Reply described =
        rep.with("If-Match", waiting.header("ETag"))
            .patch("/requests/" + filed.id(), Map.of("title", "A sheet on twelve quokkas"))
            .expect(200);
    Reply resumed = move(rep, described, "inProgress");
    move(rep, resumed, "withdrawn");

    List<Stay> stays = stays(filed);

    assertThat(stays)
        .extracting(Stay::state)
        .containsExactly(
            Request.State.SUBMITTED,
            Request.State.ACCEPTED,
            Request.State.WAITING,
            Request.State.IN_PROGRESS,
            Request.State.WITHDRAWN);
    assertThat(stays.getFirst().since())
        .isEqualTo(Instant.parse(filed.json().get("createdAt").asText()));
    assertThat(stays.get(1).since())
        .isEqualTo(Instant.parse(accepted.json().get("updatedAt").asText()));
    for (int i = 1; i < stays.size(); i++) {
      assertThat(stays.get(i - 1).until()).isEqualTo(stays.get(i).since());
    }
    assertThat(stays.getLast().until()).isNull();
  }

  @Test
  void aClockThatIsSetBackMakesAStayShortAndNeverNegative() {
    Reply filed = RequestTest.file(rep, "A sheet on wombats");
    halfdoor.clock().advance(Duration.ofHours(-1));
    try {
      move(marketer, filed, "accepted");
    } finally {
      halfdoor.clock().advance(Duration.ofHours(1));
    }
    List<Stay> stays = stays(filed);
    assertThat(stays).hasSize(2);
    assertThat(stays.getFirst().until()).isEqualTo(stays.getFirst().since());
    assertThat(stays.getLast().since()).isEqualTo(stays.getFirst().since());
  }

  @Test
  void aRefusedMoveIsNoStay() throws Exception {
    Reply filed = RequestTest.file(rep, "A sheet on koalas");
    post(rep, filed, "accepted").expect(409);
    post(marketer, filed, "declined").expect(422);
    assertThat(stays(filed)).hasSize(1);
    List<Callable<Reply>> both =
        List.of(
            () -> post(halfdoor.as("marketerA"), filed, "accepted"),
            () -> post(rep, filed, "withdrawn"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> statuses = new ArrayList<>();
      for (var reply : threads.invokeAll(both)) {
        statuses.add(reply.get().status());
      }
      assertThat(statuses).containsExactlyInAnyOrder(200, 412);
    }
    assertThat(stays(filed)).hasSize(2);
  }

  @Test
  void theFirstReplyIsOfWhoCuratesAndDidNotAsk() {
    Map<String, Object> body = RequestTest.body("A sheet on numbats");
    body.put("requestedBy", rep.get("/me").id());
    Reply filed = marketer.post("/requests", body).expect(201);
    Reply accepted = move(marketer, filed, "accepted");
    Reply waiting = move(marketer, accepted, "waiting");
    Reply resumed = move(rep, waiting, "inProgress");
    assertThat(replier(filed)).isEmpty();
    Reply again = move(halfdoor.as("marketerB"), resumed, "waiting");
    move(halfdoor.as("marketerA"), again, "inProgress");
    assertThat(replier(filed)).containsExactly(halfdoor.as("marketerB").get("/me").id());
  }

  private static List<Stay> stays(Reply request) {
    UUID id = Request.IDS.parse(request.id()).orElseThrow();
    return halfdoor.database().jdbi().onDemand(StayStore.class).of(List.of(id));
  }

  private static List<String> replier(Reply request) {
    return halfdoor
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT person_id FROM first_reply WHERE request_id = :id")
                    .bind("id", Request.IDS.parse(request.id()).orElseThrow())
                    .mapTo(UUID.class)
                    .map(Person.IDS::text)
                    .list());
  }

  private static Reply move(TestClient caller, Reply on, String to) {
    Map<String, Object> body = new HashMap<>(Map.of("to", to, "reason", "It is time."));
    return caller
        .with("If-Match", on.header("ETag"))
        .post("/requests/" + on.id() + "/transitions", body)
        .expect(200);
  }

  private static Reply post(TestClient caller, Reply on, String to) {
    return caller
        .with("If-Match", on.header("ETag"))
        .post("/requests/" + on.id() + "/transitions", Map.of("to", to));
  }
}
