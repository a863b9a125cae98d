package io.halfdoor.api.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.halfdoor.api.crash.Api.Answer;
import io.halfdoor.api.crash.Ledger.Entry;
import io.halfdoor.api.web.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that writes one thing after the other until the server is gone.
 *
 * <p>It alone writes to its items, so it knows what each must be. Of the one write that it had no
 * answer to it knows nothing; it sends it again, with the same key, when the server is back.
 */
final class Writer {

  /**
   * A write that was sent: always the same again, should it be sent again.
   *
   * @param isKeyed whether the server knows it again by its key, and not by what it is based on
   */
  private record Attempt(String key, boolean isKeyed, Sending sending, Outcome outcome) {}

  private interface Sending {
    Answer send(Api api) throws IOException;
  }

  private interface Outcome {
    /**
     * What is there when the server has answered so.
     *
     * @param again whether it was sent before, and there was no answer
     */
    Optional<Entry> of(Answer answer, boolean again);
  }

  private static final int UNAVAILABLE = 503;
  private static final Duration BEFORE_RETRY = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String name;
  private final Random random;
  private final Ledger ledger;
  private final List<Entry> mine = new ArrayList<>();
  private Attempt unanswered;
  private Attempt replayable;
  private Optional<Entry> replayed = Optional.empty();
  private int count;

  Writer(String name, long seed, Ledger ledger) {
    this.name = name;
    this.random = new Random(seed);
    this.ledger = ledger;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Writes until the server no longer answers. */
  void run(Api api) throws IOException {
    do {
      unanswered = next();
    } while (settle(api, false));
  }

  /**
   * Sends the write that had no answer again, which must make it once, and the last one with a key
   * that had one, which must change nothing.
   */
  void comeBack(Api api) throws IOException {
    if (replayable != null) {
      Answer again = replayable.sending().send(api);
      Optional<Entry> entry = replayable.outcome().of(again, true);
      if (again.header("Idempotency-Replayed") == null || !entry.equals(replayed)) {
        throw new AssertionError("Sent again, " + replayed + " is not replayed: " + again);
      }
    }
    if (unanswered != null && !settle(api, true)) {
      throw new AssertionError("The server is back, and does not take " + unanswered.key());
    }
  }

  /** False when the server is gone and nobody knows whether it was written. */
  private boolean settle(Api api, boolean resent) throws IOException {
    boolean again = resent;
    Answer answer;
    long begun = System.nanoTime();
    do {
      try {
        answer = unanswered.sending().send(api);
      } catch (IOException gone) {
        return false;
      }
      if (answer.status() != UNAVAILABLE) {
        return note(answer, again);
      }
      again = true;
      LockSupport.parkNanos(BEFORE_RETRY.toNanos());
    } while (System.nanoTime() - begun < PATIENCE.toNanos());
    throw new AssertionError("Unavailable for " + PATIENCE + ": " + answer);
  }

  private boolean note(Answer answer, boolean again) throws IOException {
    Optional<Entry> outcome = unanswered.outcome().of(answer, again);
    Entry entry =
        outcome.orElseThrow(
            () -> new AssertionError("A write that nothing speaks against: " + answer));
    ledger.add(entry);
    mine.removeIf(known -> known.id().equals(entry.id()));
    if (!entry.deleted()) {
      mine.add(entry);
    }
    if (unanswered.isKeyed()) {
      replayable = unanswered;
      replayed = outcome;
    }
    unanswered = null;
    return true;
  }

  private Attempt next() {
    String key = name + "-" + ++count;
    int dice = random.nextInt(20);
    if (mine.isEmpty() || dice < 11) {
      return text(key);
    }
    if (dice < 14) {
      return file(key);
    }
    Entry present = mine.get(random.nextInt(mine.size()));
    return dice < 19 ? patch(key, present) : deletion(key, present);
  }

  private Attempt text(String key) {
    String text = words(20 + random.nextInt(300));
    Map<String, Object> body =
        Map.of("title", key, "kind", "battleCard", "publish", true, "text", text);
    return new Attempt(
        key,
        true,
        api -> api.post("collateral", body, "Idempotency-Key", key),
        (answer, again) -> made(answer, key, Digests.sha256(text), null));
  }

  private Attempt file(String key) {
    byte[] bytes = words(10 + random.nextInt(3_000)).getBytes(StandardCharsets.UTF_8);
    String name = key + ".txt";
    Map<String, Object> metadata = Map.of("title", key, "kind", "sheet", "publish", true);
    return new Attempt(
        key,
        true,
        api -> api.upload("collateral", metadata, name, bytes, "Idempotency-Key", key),
        (answer, again) -> made(answer, key, sha256(bytes), name));
  }

  private static Optional<Entry> made(Answer answer, String key, String sha256, String fileName) {
    if (answer.status() != 201) {
      return Optional.empty();
    }
    JsonNode made = answer.json();
    return Optional.of(
        new Entry(
            made.get("id").asText(),
            made.get("version").asLong(),
            key,
            null,
            sha256,
            fileName,
            false));
  }

  /** Sent again, it is refused where it was made, since it is based on the version before. */
  private Attempt patch(String key, Entry present) {
    Entry patched = present.patched(words(8));
    return new Attempt(
        key,
        false,
        api ->
            api.patch(
                "collateral/" + present.id(),
                Map.of("summary", patched.summary()),
                "If-Match",
                tag(present)),
        (answer, again) -> {
          JsonNode body = answer.json();
          JsonNode now = answer.status() == 412 && again ? body.get("present") : body;
          return now.path("version").asLong() == patched.version()
                  && now.path("summary").asText().equals(patched.summary())
              ? Optional.of(patched)
              : Optional.empty();
        });
  }

  private static Attempt deletion(String key, Entry present) {
    return new Attempt(
        key,
        false,
        api -> api.delete("collateral/" + present.id(), "If-Match", tag(present)),
        (answer, again) ->
            answer.status() == 204 || (answer.status() == 404 && again)
                ? Optional.of(present.removed())
                : Optional.empty());
  }

  private static String tag(Entry present) {
    return "\"" + present.id() + "-" + present.version() + "\"";
  }

  private String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(Integer.toString(random.nextInt(50_000), 36));
    }
    return text.toString();
  }

  static String sha256(byte[] bytes) {
    return Digests.hex(Digests.sha256().digest(bytes));
  }
}
