package io.halfdoor.api.request;

import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are asked for, as it stands in the address: what lists, counts and exports have in
 * common. All of it is to hold; what is null is not asked for.
 */
public final class RequestFilters {

  final Request.@Nullable Kind kind;
  final List<String> label;
  final @Nullable String objection;
  final @Nullable String requestedBy;
  final @Nullable String supportedBy;
  final @Nullable String assignee;
  final @Nullable LocalDate needByFrom;
  final @Nullable LocalDate needByTo;
  final @Nullable Boolean overdue;
  final @Nullable String q;
  final @Nullable String externalId;
  final @Nullable String updatedSince;

  public RequestFilters(
      @QueryParam("kind") Request.@Nullable Kind kind,
      @QueryParam("label") List<String> label,
      @QueryParam("objection") @Nullable String objection,
      @QueryParam("requestedBy") @Nullable String requestedBy,
      @QueryParam("supportedBy") @Nullable String supportedBy,
      @QueryParam("assignee") @Nullable String assignee,
      @QueryParam("needByFrom") @Nullable LocalDate needByFrom,
      @QueryParam("needByTo") @Nullable LocalDate needByTo,
      @QueryParam("overdue") @Nullable Boolean overdue,
      @QueryParam("q") @Nullable String q,
      @QueryParam("externalId") @Nullable String externalId,
      @QueryParam("updatedSince") @Nullable String updatedSince) {
    this.kind = kind;
    this.label = label;
    this.objection = objection;
    this.requestedBy = requestedBy;
    this.supportedBy = supportedBy;
    this.assignee = assignee;
    this.needByFrom = needByFrom;
    this.needByTo = needByTo;
    this.overdue = overdue;
    this.q = q;
    this.externalId = externalId;
    this.updatedSince = updatedSince;
  }
}
