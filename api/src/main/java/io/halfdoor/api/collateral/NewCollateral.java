package io.halfdoor.api.collateral;

import io.halfdoor.api.access.Audience;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of collateral to be added, with its first version: the fields of {@link Metadata} and of
 * {@link NewVersion} side by side, where their constraints stand.
 */
record NewCollateral(
    String title,
    @Nullable String summary,
    CollateralKind kind,
    @Nullable Map<String, List<String>> labels,
    @Nullable Audience audience,
    @Nullable String language,
    @Nullable Boolean mayBeSent,
    @Nullable String ownerId,
    @Nullable Integer reviewIntervalDays,
    @Nullable String externalId,
    @Nullable String url,
    @Nullable String text,
    @Nullable String mediaType,
    @Nullable String note,
    @Nullable Boolean publish) {

  Metadata toMetadata() {
    return new Metadata(
        title,
        summary,
        kind,
        labels,
        audience,
        language,
        mayBeSent,
        ownerId,
        reviewIntervalDays,
        externalId);
  }

  NewVersion toVersion() {
    return new NewVersion(url, text, mediaType, note, publish);
  }
}
