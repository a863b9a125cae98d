package io.halfdoor.api.log;

import ch.qos.logback.access.common.spi.IAccessEvent;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dropwizard.logging.json.AbstractJsonLayoutBaseFactory;
import io.dropwizard.logging.json.AccessAttribute;
import io.dropwizard.logging.json.layout.AccessJsonLayout;
import io.dropwizard.logging.json.layout.JsonFormatter;
import io.dropwizard.logging.json.layout.TimestampFormatter;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

/** A request as a line of JSON. */
@JsonTypeName("halfdoor-access-json")
public final class AccessJson extends AbstractJsonLayoutBaseFactory<IAccessEvent> {

  private static final Set<AccessAttribute> TOLD =
      EnumSet.of(
          AccessAttribute.TIMESTAMP,
          AccessAttribute.METHOD,
          AccessAttribute.REQUEST_URI,
          AccessAttribute.PROTOCOL,
          AccessAttribute.STATUS_CODE,
          AccessAttribute.REQUEST_TIME,
          AccessAttribute.CONTENT_LENGTH,
          AccessAttribute.REMOTE_ADDRESS,
          AccessAttribute.USER_AGENT);

  public AccessJson() {
    setTimestampFormat("ISO_INSTANT");
  }

  @Override
  public LayoutBase<IAccessEvent> build(LoggerContext context, TimeZone zone) {
    Layout layout = new Layout(createDropwizardJsonFormatter(), createTimestampFormatter(zone));
    layout.setContext(context);
    return layout;
  }

  private static final class Layout extends AccessJsonLayout {

    Layout(JsonFormatter json, TimestampFormatter time) {
      super(json, time, TOLD, Map.of(), Map.of());
    }

    @Override
    protected Map<String, Object> toJsonMap(IAccessEvent event) {
      Map<String, Object> line = new LinkedHashMap<>(super.toJsonMap(event));
      line.put("requestId", Noted.requestId(event));
      line.put("personId", Noted.personId(event));
      line.values().removeIf(Noted::isMissing);
      return line;
    }
  }
}
