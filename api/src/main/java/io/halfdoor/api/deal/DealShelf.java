package io.halfdoor.api.deal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.file.Incoming;
import io.halfdoor.api.importing.FieldShelf;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.write.Write;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How rows of an import become deals: each is a mention of one by the CRM. */
final class DealShelf implements FieldShelf {

  private static final Map<String, Type> FIELDS =
      Map.ofEntries(
          Map.entry("crmId", Type.TEXT),
          Map.entry("account", Type.TEXT),
          Map.entry("name", Type.TEXT),
          Map.entry("amount", Type.NUMBER),
          Map.entry("currency", Type.TEXT),
          Map.entry("stage", Type.TEXT),
          Map.entry("closeDate", Type.TEXT),
          Map.entry("state", Type.TEXT),
          Map.entry("reason", Type.TEXT),
          Map.entry("leadSource", Type.TEXT),
          Map.entry("openedAt", Type.TEXT));

  private static final Set<String> MONEY = Set.of("amount", "currency");

  private static final DealRef NOTHING =
      new DealRef(null, null, null, null, null, null, null, null, null, null);

  private final Mentions mentions;
  private final MergePatch patches;

  DealShelf(Mentions mentions, MergePatch patches) {
    this.mentions = mentions;
    this.patches = patches;
  }

  @Override
  public String kind() {
    return Deal.KIND;
  }

  @Override
  public String key() {
    return "crmId";
  }

  @Override
  public @Nullable String known(ObjectNode fields) {
    if (fields.hasNonNull(key()) || !fields.hasNonNull("account") || !fields.hasNonNull("name")) {
      return FieldShelf.super.known(fields);
    }
    return DealRef.key(fields.get("account").asText())
        + " / "
        + DealRef.key(fields.get("name").asText());
  }

  @Override
  public Map<String, Type> fields() {
    return FIELDS;
  }

  @Override
  public Arrival ready(Caller caller, ObjectNode fields, @Nullable Incoming file, String fileName) {
    if (file != null) {
      throw Problem.invalid(Fault.at("/file", "A deal has no file."));
    }
    ObjectNode said = fields.deepCopy();
    said.remove(MONEY);
    if (fields.hasNonNull("amount") || fields.hasNonNull("currency")) {
      Money value = money(fields.path("amount"), fields.path("currency"));
      said.putObject("value").put("amount", value.amount()).put("currency", value.currency());
    }
    DealRef mention = patches.apply(NOTHING, said, DealRef.class);
    return new Arrival() {
      @Override
      public Result look(Handle handle) {
        return mentions.look(handle.attach(DealStore.class), mention, Source.CRM, "");
      }

      @Override
      public Result put(Write write) {
        Mentions.Noted noted = mentions.note(write, mention, Source.CRM, "");
        return new Result(noted.outcome(), noted.deal().id());
      }
    };
  }

  private static Money money(JsonNode amount, JsonNode currency) {
    if (!amount.isNumber() || !currency.isTextual()) {
      throw Problem.invalid(
          Fault.at("/amount", "Needs a number such as 12500.00, and a currency."));
    }
    try {
      return new Money(amount.decimalValue(), currency.asText());
    } catch (Problem none) {
      throw Problem.invalid(Fault.at("/amount", none.detail()));
    }
  }
}
