package io.halfdoor.api.template;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.link.Link;
import io.halfdoor.api.merge.Finding;
import io.halfdoor.api.merge.Place;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.search.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What became of the items that a template leads to, as a caller sees them. */
record Standing(Items items, Caller caller) {

  private static final Pattern ITEM = Pattern.compile("/([a-z]{2,8}_[0-9a-z]{26})(?![0-9a-z])");

  /** What is wrong with what is sent along. */
  List<Finding> attached(List<Link> attachments) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < attachments.size(); i++) {
      Link link = attachments.get(i);
      Place place = Place.of("/attachments/" + i);
      Optional<Item> item = items.visible(link.toKind(), link.toId(), caller);
      if (item.isEmpty() || !hasVersion(link)) {
        findings.add(
            Finding.error(
                "attachment_gone", "What is attached here is gone, or not for you to see.", place));
      } else {
        tell("attachment", "What is attached here", item.get(), place, findings);
      }
    }
    return findings;
  }

  /** Refuses what may not be sent along. */
  void requireSendable(List<Link> attachments) {
    List<Fault> faults =
        attached(attachments).stream()
            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
            .map(Finding::fault)
            .toList();
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
  }

  private boolean hasVersion(Link link) {
    Long version = link.toVersion();
    return version == null
        || items
            .kind(link.toKind())
            .map(kind -> kind.versions().has(link.toId(), version, caller))
            .orElse(false);
  }

  /** What is wrong with the items that links in the text lead to. */
  List<Finding> linked(Collection<String> links) {
    List<Finding> findings = new ArrayList<>();
    Place place = Place.of("/body");
    for (String link : links) {
      Matcher id = ITEM.matcher(link);
      while (id.find()) {
        String name = id.group(1);
        if (items.kinds().stream().noneMatch(kind -> kind.ids().parse(name).isPresent())) {
          continue;
        }
        Optional<Item> item = items.find(name, caller);
        if (item.isEmpty()) {
          findings.add(
              Finding.error(
                  "link_gone",
                  "A link leads to " + name + ", which is gone, or not for you to see.",
                  place));
        } else {
          tell("link", "What a link leads to, " + name + ",", item.get(), place, findings);
        }
      }
    }
    return findings;
  }

  /** Of an item the index knows what a reader is to know of it, whatever its kind. */
  private void tell(String code, String what, Item item, Place place, List<Finding> findings) {
    ItemKind kind = items.kind(item.kind()).orElseThrow();
    for (Entry entry : kind.entries().apply(List.of(item.id()))) {
      if (entry.fields().getOrDefault("state", List.of()).contains("archived")) {
        findings.add(Finding.error(code + "_archived", what + " is archived.", place));
      }
      if (entry.fields().getOrDefault("mayBeSent", List.of()).contains("false")) {
        findings.add(Finding.error(code + "_internal", what + " may not be sent.", place));
      }
      if (entry.activity().isDue()) {
        findings.add(Finding.warning(code + "_due", what + " is due for review.", place));
      }
    }
  }
}
