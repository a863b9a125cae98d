package io.halfdoor.api.template;

import io.halfdoor.api.finding.FindingType;
import io.halfdoor.api.finding.Findings;
import io.halfdoor.api.item.State;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.write.Writes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Looks once a day which published templates are due for review, so that the index learns it though
 * nobody wrote to them.
 */
final class DueCheck {

  private static final int PAGE = 500;

  private final TemplateStore templates;
  private final Reviews reviews;
  private final Findings findings;
  private final Writes writes;
  private final InstantSource clock;

  DueCheck(Jdbi jdbi, Reviews reviews, Findings findings, Writes writes, InstantSource clock) {
    this.templates = jdbi.onDemand(TemplateStore.class);
    this.reviews = reviews;
    this.findings = findings;
    this.writes = writes;
    this.clock = clock;
  }

  void run() {
    Map<UUID, String> due = new HashMap<>();
    Instant now = clock.instant();
    @Nullable UUID last = null;
    List<UUID> page;
    do {
      page = templates.after(last, PAGE);
      due.putAll(due(page, now));
      last = page.isEmpty() ? last : page.getLast();
    } while (page.size() == PAGE);
    findings.checked(Template.KIND, FindingType.DUE_FOR_REVIEW, due).forEach(this::tell);
  }

  private Map<UUID, String> due(List<UUID> ids, Instant now) {
    var latest = reviews.latest(ids);
    var marks = reviews.marks(ids);
    Map<UUID, String> due = new HashMap<>();
    for (Shown shown : templates.findBrief(ids)) {
      Template template = shown.template();
      UUID id = template.id();
      var freshness = Telling.freshness(template, latest.get(id), marks.get(id), now);
      if (template.state() == State.PUBLISHED && freshness.isDue()) {
        String day = freshness.dueAt().toString().substring(0, 10);
        due.put(id, "Its review has been due since " + day + ".");
      }
    }
    return due;
  }

  private void tell(UUID id) {
    writes.write(
        null,
        write -> {
          for (Shown shown : write.store(TemplateStore.class).findBrief(List.of(id))) {
            Template due = shown.template();
            write.record(Template.KIND, id, due.version(), "due", due.terms(), null);
          }
          return id;
        });
  }
}
