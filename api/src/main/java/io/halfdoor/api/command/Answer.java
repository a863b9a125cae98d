package io.halfdoor.api.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the server answered to a request that it did.
 *
 * @param body the missing node where the answer has none
 * @param location the path of what was made, as a client asks for it
 * @param position how far the change feed had come with this
 */
record Answer(int status, JsonNode body, Optional<String> location, Optional<String> position) {

  String text(String field) {
    return body.path(field).asText();
  }

  String id() {
    return text("id");
  }
}
