package io.halfdoor.api.template;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.item.Item;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.link.Link;
import io.halfdoor.api.link.LinkRole;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.review.DueMark;
import io.halfdoor.api.review.Freshness;
import io.halfdoor.api.review.Review;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.write.Write;
import jakarta.ws.rs.core.EntityTag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells templates to callers, with how fresh they are and what they refer to. */
final class Telling {

  private static final char BESIDES = '.';

  private final Reviews reviews;
  private final Links links;
  private final Items items;
  private final InstantSource clock;

  Telling(Reviews reviews, Links links, Items items, InstantSource clock) {
    this.reviews = reviews;
    this.links = links;
    this.items = items;
    this.clock = clock;
  }

  /** A template as a caller sees it, and what its answer is tagged with. */
  record Told(EntityTag tag, TemplateBody body) {}

  Told told(Shown shown, Caller caller) {
    UUID id = shown.template().id();
    return told(
        shown, caller, links.from(id, LinkRole.ANSWERS), links.from(id, LinkRole.ATTACHMENT));
  }

  /** The same with what a change has just done to it. */
  Told told(Write write, Shown shown, Caller caller) {
    UUID id = shown.template().id();
    return told(
        shown,
        caller,
        links.from(write, id, LinkRole.ANSWERS),
        links.from(write, id, LinkRole.ATTACHMENT));
  }

  private Told told(Shown shown, Caller caller, List<Link> objections, List<Link> attachments) {
    UUID id = shown.template().id();
    Freshness freshness =
        freshness(
            shown.template(),
            reviews.latest(List.of(id)).get(id),
            reviews.marks(List.of(id)).get(id),
            clock.instant());
    TemplateBody body =
        body(
            shown,
            caller,
            ContentBody.of(shown.version()),
            objections.stream()
                .map(link -> items.visible(link.toKind(), link.toId(), caller))
                .flatMap(Optional::stream)
                .map(items::text)
                .toList(),
            attachments.stream()
                .map(link -> attachment(link, caller))
                .flatMap(Optional::stream)
                .toList(),
            freshness);
    return new Told(tag(shown.template(), freshness), body);
  }

  private Optional<TemplateBody.Attachment> attachment(Link link, Caller caller) {
    return items
        .visible(link.toKind(), link.toId(), caller)
        .map(
            (Item item) ->
                new TemplateBody.Attachment(items.text(item), item.title(), link.toVersion()));
  }

  /** Those of a list, without what they say and refer to. */
  List<TemplateBody> listed(List<Shown> all, Caller caller) {
    List<UUID> ids = all.stream().map(shown -> shown.template().id()).toList();
    Map<UUID, Review> latest = reviews.latest(ids);
    Map<UUID, DueMark> marks = reviews.marks(ids);
    Instant now = clock.instant();
    return all.stream()
        .map(
            shown -> {
              Template template = shown.template();
              Review review = latest.get(template.id());
              DueMark mark = marks.get(template.id());
              ContentBody content = ContentBody.listed(shown.version());
              Freshness freshness = freshness(template, review, mark, now);
              return body(shown, caller, content, null, null, freshness);
            })
        .toList();
  }

  static Freshness freshness(
      Template template, @Nullable Review review, @Nullable DueMark mark, Instant now) {
    Duration interval = Duration.ofDays(template.description().reviewIntervalDays());
    return Freshness.of(review, mark, template.createdAt(), interval, now);
  }

  /** Besides the version what shows without its being another: when it was verified, and due. */
  private static EntityTag tag(Template template, Freshness freshness) {
    Instant verifiedAt = freshness.verifiedAt();
    String verified =
        verifiedAt == null ? "" : BESIDES + Long.toString(verifiedAt.toEpochMilli(), 36);
    String marked = freshness.reason() == null ? "" : BESIDES + "due";
    return new EntityTag(template.tag().getValue() + verified + marked);
  }

  /** The version that If-Match names, whatever was besides. */
  static @Nullable String version(@Nullable String ifMatch) {
    return ifMatch == null ? null : ifMatch.replaceAll("\\.[^\",]*\"", "\"");
  }

  private static TemplateBody body(
      Shown shown,
      Caller caller,
      ContentBody content,
      @Nullable List<String> objections,
      @Nullable List<TemplateBody.Attachment> attachments,
      Freshness freshness) {
    Template template = shown.template();
    Description said = template.description();
    UUID verifiedBy = freshness.verifiedBy();
    return new TemplateBody(
        Template.IDS.text(template.id()),
        template.version(),
        template.kind(),
        said.title(),
        said.labels(),
        said.audience(),
        said.language(),
        Person.IDS.text(said.ownerId()),
        said.reviewIntervalDays(),
        said.externalId(),
        template.state(),
        content,
        objections,
        attachments,
        template.publishedVersion(),
        template.showsDraftsTo(caller) ? template.latestVersion() : null,
        freshness.verifiedAt(),
        verifiedBy == null ? null : Person.IDS.text(verifiedBy),
        freshness.dueAt(),
        freshness.reason(),
        template.createdAt(),
        Person.IDS.text(template.createdBy()),
        template.updatedAt(),
        Person.IDS.text(template.updatedBy()));
  }
}
