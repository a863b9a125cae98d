package io.halfdoor.api.collateral;

/** What a piece of collateral is. */
public enum CollateralKind {
  DECK(180),
  ONE_PAGER(180),
  CASE_STUDY(365),
  WHITE_PAPER(365),
  BATTLE_CARD(90),
  VIDEO(365),
  SHEET(90),
  OTHER(180);

  private final int reviewIntervalDays;

  CollateralKind(int reviewIntervalDays) {
    this.reviewIntervalDays = reviewIntervalDays;
  }

  /** After how many days it is due for review, where nobody says otherwise. */
  int reviewIntervalDays() {
    return reviewIntervalDays;
  }
}
