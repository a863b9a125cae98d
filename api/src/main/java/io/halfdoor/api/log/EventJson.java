package io.halfdoor.api.log;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.json.EventJsonLayoutBaseFactory;

/** What the server says of itself, as a line of JSON. */
@JsonTypeName("halfdoor-json")
public final class EventJson extends EventJsonLayoutBaseFactory {

  public EventJson() {
    setTimestampFormat("ISO_INSTANT");
    setFlattenMdc(true);
  }
}
