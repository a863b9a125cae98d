package io.halfdoor.api.collateral;

import io.halfdoor.api.finding.FindingType;
import io.halfdoor.api.finding.Findings;
import io.halfdoor.api.write.Writes;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is looked for in all collateral once a day: reviews that are due, owners who left, missing
 * labels, the same thing twice, and (where the host allows requests to the outside) dead links.
 * Each of them stands by itself.
 */
final class Checks {

  private static final Logger LOG = LoggerFactory.getLogger(Checks.class);

  private final CheckStore store;
  private final Findings findings;
  private final Writes writes;
  private final InstantSource clock;
  private final @Nullable LinkProbe links;

  /** Without a probe, links are not looked at and what was found of them before stands. */
  Checks(
      Jdbi jdbi, Findings findings, Writes writes, InstantSource clock, @Nullable LinkProbe links) {
    this.store = jdbi.onDemand(CheckStore.class);
    this.findings = findings;
    this.writes = writes;
    this.clock = clock;
    this.links = links;
  }

  void run() throws InterruptedException {
    Set<UUID> newlyDue = checked(FindingType.DUE_FOR_REVIEW, () -> store.due(clock.instant()));
    checked(FindingType.NO_OWNER, store::withoutOwner);
    checked(FindingType.NO_LABELS, store::withoutLabels);
    checked(FindingType.SAME_BYTES, store::sameBytes);
    checked(FindingType.SAME_TITLE, store::sameTitle);
    if (links != null) {
      checked(FindingType.DEAD_LINK, () -> dead(links));
    }
    newlyDue.forEach(this::tellDue);
  }

  private interface Check {
    List<CheckStore.Found> look() throws InterruptedException;
  }

  /** Where a check fails, what it found before stands, and the others are made all the same. */
  private Set<UUID> checked(FindingType type, Check check) throws InterruptedException {
    try {
      Map<UUID, String> sentences = new HashMap<>();
      check.look().forEach(each -> sentences.put(each.id(), each.detail()));
      return findings.checked(Collateral.KIND, type, sentences);
    } catch (RuntimeException e) {
      LOG.error("The check {} failed; what it found before stands", type, e);
      return Set.of();
    }
  }

  private List<CheckStore.Found> dead(LinkProbe probe) throws InterruptedException {
    List<CheckStore.Found> links = store.links();
    Map<String, LinkProbe.Outcome> outcomes =
        probe.ask(links.stream().map(CheckStore.Found::detail).distinct().toList());
    return links.stream()
        .filter(link -> outcomes.get(link.detail()) == LinkProbe.Outcome.DEAD)
        .map(link -> new CheckStore.Found(link.id(), "Its link leads nowhere: " + link.detail()))
        .toList();
  }

  /** The index learns that an item is due now, though nobody wrote to it. */
  private void tellDue(UUID id) {
    writes.write(
        null,
        write -> {
          write.store(CollateralStore.class).findAll(List.of(id)).stream()
              .map(Shown::collateral)
              .forEach(
                  due ->
                      write.record(Collateral.KIND, id, due.version(), "due", due.terms(), null));
          return id;
        });
  }
}
