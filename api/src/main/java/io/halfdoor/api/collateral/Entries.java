package io.halfdoor.api.collateral;

import io.halfdoor.api.access.Person;
import io.halfdoor.api.data.Words;
import io.halfdoor.api.review.DueMark;
import io.halfdoor.api.review.Freshness;
import io.halfdoor.api.review.Review;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.text.Texts;
import io.halfdoor.api.use.Tally;
import io.halfdoor.api.use.Uses;
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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Collateral as entries of the index: five queries, however many are asked for. */
final class Entries {

  /** After which time a change of collateral counts half as new. */
  private static final Duration AGES = Duration.ofDays(365);

  private final CollateralStore collateral;
  private final Texts texts;
  private final Uses uses;
  private final Reviews reviews;
  private final InstantSource clock;

  Entries(
      CollateralStore collateral, Texts texts, Uses uses, Reviews reviews, InstantSource clock) {
    this.collateral = collateral;
    this.texts = texts;
    this.uses = uses;
    this.reviews = reviews;
    this.clock = clock;
  }

  List<Entry> of(Collection<UUID> ids) {
    List<Shown> all = collateral.findAll(ids);
    Map<String, List<Passage>> passages =
        texts.entries(
            all.stream().map(shown -> shown.version().sha256()).filter(Objects::nonNull).toList());
    Map<UUID, Tally> tallies = uses.tallies(ids);
    Map<UUID, Review> latest = reviews.latest(ids);
    Map<UUID, DueMark> marks = reviews.marks(ids);
    Instant now = clock.instant();
    return all.stream()
        .map(
            shown -> {
              UUID id = shown.collateral().id();
              String sha256 = shown.version().sha256();
              return entry(
                  shown,
                  sha256 == null ? List.of() : passages.getOrDefault(sha256, List.of()),
                  tallies.getOrDefault(id, Tally.NONE),
                  latest.get(id),
                  marks.get(id),
                  now);
            })
        .toList();
  }

  private static Entry entry(
      Shown shown,
      List<Passage> passages,
      Tally used,
      @Nullable Review review,
      @Nullable DueMark mark,
      Instant now) {
    Collateral collateral = shown.collateral();
    Description said = collateral.description();
    boolean isDue =
        Freshness.of(
                review,
                mark,
                collateral.createdAt(),
                Duration.ofDays(said.reviewIntervalDays()),
                now)
            .isDue();
    return new Entry(
        Collateral.IDS.text(collateral.id()),
        Collateral.KIND,
        collateral.version(),
        new io.halfdoor.search.Words(
            said.title(),
            orEmpty(said.summary()),
            orEmpty(shown.version().fileName()),
            said.externalId() == null ? List.of() : List.of(said.externalId()),
            orEmpty(said.language())),
        said.labels(),
        fields(collateral, isDue),
        collateral.terms(),
        new Activity(
            collateral.createdAt(),
            collateral.updatedAt(),
            used.uses(),
            isDue,
            used.recent(),
            AGES),
        passages);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /**
   * What can be filtered by and counted. A label of the same name, such as language, goes first.
   */
  private static Map<String, List<String>> fields(Collateral collateral, boolean isDue) {
    Description said = collateral.description();
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("state", List.of(Words.of(collateral.state())));
    fields.put("type", List.of(Words.of(said.kind())));
    fields.put("owner", List.of(Person.IDS.text(said.ownerId())));
    fields.put("fresh", List.of(Boolean.toString(!isDue)));
    fields.put("mayBeSent", List.of(Boolean.toString(said.mayBeSent())));
    if (said.language() != null) {
      fields.put("language", List.of(said.language()));
    }
    fields.keySet().removeAll(said.labels().keySet());
    return fields;
  }
}
