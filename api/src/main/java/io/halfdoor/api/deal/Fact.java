package io.halfdoor.api.deal;

import io.halfdoor.api.data.Words;
import org.jspecify.annotations.Nullable;

/** One of the things that can be said of a deal. */
enum Fact {
  CRM_ID,
  ACCOUNT,
  NAME,
  VALUE,
  STAGE,
  CLOSE_DATE,
  STATE,
  REASON,
  LEAD_SOURCE,
  OPENED_AT;

  /** What a mention says of it; null where that is nothing. */
  @Nullable Object of(DealRef said) {
    return switch (this) {
      case CRM_ID -> said.crmId();
      case ACCOUNT -> said.account();
      case NAME -> said.name();
      case VALUE -> said.value();
      case STAGE -> said.stage();
      case CLOSE_DATE -> said.closeDate();
      case STATE -> said.state();
      case REASON -> said.reason();
      case LEAD_SOURCE -> said.leadSource();
      case OPENED_AT -> said.openedAt();
    };
  }

  /** The same as a text for people. */
  @Nullable String text(DealRef said) {
    Object value = of(said);
    return value == null
        ? null
        : value instanceof Enum<?> constant ? Words.of(constant) : value.toString();
  }

  /** Whether it names the deal rather than telling of it. */
  boolean isName() {
    return this == ACCOUNT || this == NAME;
  }

  String word() {
    return Words.of(this);
  }
}
