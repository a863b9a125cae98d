package io.halfdoor.api.request;

import io.halfdoor.api.access.Person;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.item.Items;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as callers see it. */
record RequestBody(
    String id,
    long version,
    String title,
    String details,
    Request.@Nullable Kind kind,
    Map<String, List<String>> labels,
    List<String> objections,
    @Nullable LocalDate needBy,
    List<String> deals,
    @Nullable FromSearch fromSearch,
    List<FromSearch> searches,
    boolean confidential,
    @Nullable String externalId,
    Request.State state,
    Request.@Nullable Verdict verdict,
    @Nullable String mergedInto,
    List<Delivered> deliverables,
    long supporters,
    Clock clock,
    @Nullable Forecast forecast,
    SupportResource.@Nullable SupportBody support,
    boolean watched,
    @Nullable String assigneeId,
    String requestedBy,
    String filedBy,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {

  /**
   * Something that it was answered with last.
   *
   * @param rank where the search that it came from found it then
   */
  record Delivered(String id, String kind, String title, long version, @Nullable Integer rank) {}

  static RequestBody of(Shown shown, Items items) {
    Request request = shown.request();
    Description said = request.description();
    return new RequestBody(
        Request.IDS.text(request.id()),
        request.version(),
        said.title(),
        said.details(),
        said.kind(),
        said.labels(),
        said.objectionIds().stream().map(id -> items.text(Admission.OBJECTION, id)).toList(),
        said.needBy(),
        said.dealIds().stream().map(Deals.IDS::text).toList(),
        said.fromSearch(),
        shown.searches(),
        said.confidential(),
        said.externalId(),
        request.state(),
        request.verdict(),
        said.confidential() || request.mergedInto() == null
            ? null
            : Request.IDS.text(request.mergedInto()),
        shown.delivered().stream()
            .map(
                each ->
                    new Delivered(
                        items.text(each.item()),
                        each.item().kind(),
                        each.item().title(),
                        each.version(),
                        each.rank()))
            .toList(),
        shown.supporters(),
        shown.clock(),
        shown.forecast(),
        shown.support() == null ? null : SupportResource.SupportBody.of(shown.support()),
        shown.watched(),
        request.assigneeId() == null ? null : Person.IDS.text(request.assigneeId()),
        Person.IDS.text(request.requestedBy()),
        Person.IDS.text(request.filedBy()),
        request.createdAt(),
        request.updatedAt(),
        Person.IDS.text(request.updatedBy()));
  }
}
