package io.halfdoor.api.deal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.halfdoor.api.web.Digests;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Size;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * A mention of a deal: which one is meant, by its id in the CRM or else by account and name, and
 * what else is known of it. What is null is not said.
 *
 * <p>Account and name are the same whatever their case and spaces. Legal forms count: Acme GmbH and
 * Acme Inc. may be two customers with a deal of the same name.
 *
 * @param closeDate the day on which it is expected to close, or did
 * @param reason why it was won or lost
 * @param openedAt when it became an opportunity
 */
public record DealRef(
    @Nullable @Size(min = 1, max = 200) String crmId,
    @Nullable @Size(min = 1, max = 200) String account,
    @Nullable @Size(min = 1, max = 200) String name,
    @Nullable @Nested Money value,
    @Nullable @Size(min = 1, max = 100) String stage,
    @Nullable LocalDate closeDate,
    @Nullable DealState state,
    @Nullable @Size(min = 1, max = 500) String reason,
    @Nullable @Size(min = 1, max = 100) String leadSource,
    @Nullable Instant openedAt) {

  public DealRef {
    crmId = stripped(crmId);
    account = stripped(account);
    name = stripped(name);
    stage = stripped(stage);
    reason = stripped(reason);
    leadSource = stripped(leadSource);
    openedAt = openedAt == null ? null : openedAt.truncatedTo(ChronoUnit.MICROS);
  }

  @JsonIgnore
  @AssertTrue(message = "needs a crmId, or an account and a name")
  public boolean isNamed() {
    return crmId != null || (account != null && name != null);
  }

  /** The same with these facts of another mention in the place of its own. */
  DealRef with(DealRef said, Set<Fact> facts) {
    return new DealRef(
        (facts.contains(Fact.CRM_ID) ? said : this).crmId(),
        (facts.contains(Fact.ACCOUNT) ? said : this).account(),
        (facts.contains(Fact.NAME) ? said : this).name(),
        (facts.contains(Fact.VALUE) ? said : this).value(),
        (facts.contains(Fact.STAGE) ? said : this).stage(),
        (facts.contains(Fact.CLOSE_DATE) ? said : this).closeDate(),
        (facts.contains(Fact.STATE) ? said : this).state(),
        (facts.contains(Fact.REASON) ? said : this).reason(),
        (facts.contains(Fact.LEAD_SOURCE) ? said : this).leadSource(),
        (facts.contains(Fact.OPENED_AT) ? said : this).openedAt());
  }

  /** What account and name are recognised by; null where one is missing. */
  public @Nullable String nameKey() {
    return account == null || name == null ? null : Digests.sha256(key(account) + "\n" + key(name));
  }

  /** The same of the account alone. */
  public @Nullable String accountKey() {
    return account == null ? null : key(account);
  }

  /** The same for all spellings that mean the same. */
  static String key(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\p{IsWhite_Space}+", " ")
        .strip();
  }

  private static @Nullable String stripped(@Nullable String text) {
    return text == null ? null : text.strip();
  }
}
