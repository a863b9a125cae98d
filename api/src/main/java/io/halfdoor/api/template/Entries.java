package io.halfdoor.api.template;

import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.merge.Merge;
import io.halfdoor.api.review.DueMark;
import io.halfdoor.api.review.Review;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.use.Tally;
import io.halfdoor.api.use.Uses;
import io.halfdoor.extract.Passages;
import io.halfdoor.search.Activity;
import io.halfdoor.search.Entry;
import io.halfdoor.search.Passage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Templates as entries of the index: four queries, however many are asked for. */
final class Entries {

  /** After which time a change of a template counts half as new. */
  private static final Duration AGES = Duration.ofDays(365);

  private final TemplateStore templates;
  private final Uses uses;
  private final Reviews reviews;
  private final InstantSource clock;

  Entries(TemplateStore templates, Uses uses, Reviews reviews, InstantSource clock) {
    this.templates = templates;
    this.uses = uses;
    this.reviews = reviews;
    this.clock = clock;
  }

  List<Entry> of(Collection<UUID> ids) {
    Map<UUID, Tally> tallies = uses.tallies(ids);
    Map<UUID, Review> latest = reviews.latest(ids);
    Map<UUID, DueMark> marks = reviews.marks(ids);
    Instant now = clock.instant();
    return templates.findAll(ids).stream()
        .map(
            shown -> {
              UUID id = shown.template().id();
              return entry(
                  shown, tallies.getOrDefault(id, Tally.NONE), latest.get(id), marks.get(id), now);
            })
        .toList();
  }

  private static Entry entry(
      Shown shown, Tally used, @Nullable Review review, @Nullable DueMark mark, Instant now) {
    Template template = shown.template();
    Description said = template.description();
    boolean isDue = Telling.freshness(template, review, mark, now).isDue();
    return new Entry(
        Template.IDS.text(template.id()),
        Template.KIND,
        template.version(),
        new io.halfdoor.search.Words(
            said.title(),
            shown.version().subject(),
            "",
            said.externalId() == null ? List.of() : List.of(said.externalId()),
            said.language()),
        said.labels(),
        fields(template, isDue),
        template.terms(),
        new Activity(
            template.createdAt(), template.updatedAt(), used.uses(), isDue, used.recent(), AGES),
        passages(shown));
  }

  /** Its own words: a snippet is found by itself. */
  private static List<Passage> passages(Shown shown) {
    String words = Merge.of(shown.wording(), _ -> Optional.of("")).words();
    return Passages.of(words, false).stream()
        .map(passage -> new Passage(passage.headings(), null, passage.text()))
        .toList();
  }

  /**
   * What can be filtered by and counted. A label of the same name, such as language, goes first.
   */
  private static Map<String, List<String>> fields(Template template, boolean isDue) {
    Description said = template.description();
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("state", List.of(Words.of(template.state())));
    fields.put("type", List.of(Words.of(template.kind())));
    fields.put("owner", List.of(Person.IDS.text(said.ownerId())));
    fields.put("fresh", List.of(Boolean.toString(!isDue)));
    fields.put("language", List.of(said.language()));
    fields.keySet().removeAll(said.labels().keySet());
    return fields;
  }
}
