package io.halfdoor.api.template;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.link.Link;
import io.halfdoor.api.link.LinkRole;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a template refers to, found: as links from it.
 *
 * @param objections those it helps with; null to leave them as they are
 * @param attachments what is sent along; null to leave them as they are
 */
record References(@Nullable List<Link> objections, @Nullable List<Link> attachments) {

  private static final String OBJECTION = "objection";
  private static final String COLLATERAL = "collateral";

  /**
   * What metadata names.
   *
   * @throws Problem that names everything that there is not
   */
  static References of(Metadata said, UUID from, Items items, Caller caller) {
    List<Fault> faults = new ArrayList<>();
    References found =
        new References(
            said.objections() == null
                ? null
                : objections(said.objections(), from, items, caller, faults),
            said.attachments() == null
                ? null
                : attachments(said.attachments(), from, items, caller, faults));
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return found;
  }

  private static List<Link> objections(
      List<String> names, UUID from, Items items, Caller caller, List<Fault> faults) {
    List<Link> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String pointer = "/objections/" + i;
      items
          .named(OBJECTION, names.get(i), caller)
          .ifPresentOrElse(
              objection -> found.add(link(from, LinkRole.ANSWERS, objection, null)),
              () -> faults.add(Fault.at(pointer, "There is no objection with this id.")));
    }
    return found;
  }

  private static List<Link> attachments(
      List<Metadata.Attached> wanted, UUID from, Items items, Caller caller, List<Fault> faults) {
    List<Link> found = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Metadata.Attached attached = wanted.get(i);
      String pointer = "/attachments/" + i;
      Item item = items.named(COLLATERAL, attached.id(), caller).orElse(null);
      if (item == null) {
        faults.add(Fault.at(pointer + "/id", "There is no collateral with this id."));
      } else if (!hasVersion(item, attached.version(), items, caller)) {
        faults.add(Fault.at(pointer + "/version", "It has no version with this number."));
      } else {
        found.add(link(from, LinkRole.ATTACHMENT, item, attached.version()));
      }
    }
    return found;
  }

  private static boolean hasVersion(Item item, @Nullable Long version, Items items, Caller caller) {
    return version == null
        || items.kind(item.kind()).orElseThrow().versions().has(item.id(), version, caller);
  }

  static Link link(UUID from, LinkRole role, Item to, @Nullable Long version) {
    return new Link(Template.KIND, from, role, to.kind(), to.id(), version);
  }
}
