package io.halfdoor.api.collateral;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.access.Person;
import io.halfdoor.api.item.State;
import io.halfdoor.api.text.TextState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of collateral as callers see it. */
record CollateralBody(
    String id,
    long version,
    String title,
    @Nullable String summary,
    CollateralKind kind,
    Map<String, List<String>> labels,
    String audience,
    @Nullable String language,
    boolean mayBeSent,
    String ownerId,
    int reviewIntervalDays,
    @Nullable String externalId,
    State state,
    ContentBody content,
    @Nullable Integer publishedVersion,
    @Nullable Integer latestVersion,
    TextState textState,
    @Nullable String textReason,
    @Nullable String textReasonCode,
    boolean textTruncated,
    @Nullable Instant verifiedAt,
    @Nullable String verifiedBy,
    Instant dueAt,
    @Nullable String dueReason,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    String updatedBy) {

  /** How this caller sees it: the number of a draft is for those who see drafts. */
  static CollateralBody of(Shown shown, Caller caller) {
    Collateral collateral = shown.collateral();
    Description said = collateral.description();
    return new CollateralBody(
        Collateral.IDS.text(collateral.id()),
        collateral.version(),
        said.title(),
        said.summary(),
        said.kind(),
        said.labels(),
        said.audience(),
        said.language(),
        said.mayBeSent(),
        Person.IDS.text(said.ownerId()),
        said.reviewIntervalDays(),
        said.externalId(),
        collateral.state(),
        ContentBody.of(shown.version()),
        collateral.publishedVersion(),
        collateral.showsDraftsTo(caller) ? collateral.latestVersion() : null,
        shown.text().textState(),
        shown.text().sentence(),
        shown.text().textReason(),
        shown.text().isTruncated(),
        shown.verifiedAt(),
        shown.verifiedBy() == null ? null : Person.IDS.text(shown.verifiedBy()),
        shown.dueAt(),
        shown.dueReason(),
        collateral.createdAt(),
        Person.IDS.text(collateral.createdBy()),
        collateral.updatedAt(),
        Person.IDS.text(collateral.updatedBy()));
  }
}
