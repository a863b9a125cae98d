package io.halfdoor.demo;

import java.util.List;
import java.util.Map;

/**
 * One piece of collateral: what it says about itself, where it stands, what it shows, and how much
 * it has been needed.
 *
 * @param kind deck, onePager, caseStudy, whitePaper, battleCard, video, sheet or other
 * @param labels values by key, all from {@link DemoContent#vocabulary()}, in its order
 * @param views how often somebody looked at it; not part of the uses
 */
public record DemoItem(
    String externalId,
    String title,
    String summary,
    String kind,
    Map<String, List<String>> labels,
    Standing standing,
    DemoBody body,
    List<DemoUse> uses,
    int views) {

  /**
   * Who may see an item, who keeps it, and whether it may leave the house.
   *
   * @param audience everyone, marketing, or {@code team:} and one of the people's teams
   * @param state draft, published or archived
   * @param mayBeSent to buyers; internal otherwise
   * @param owner the e-mail address of one of {@link DemoContent#people()}
   * @param reviewedDaysAgo days between its last review and the loading
   */
  public record Standing(
      String audience, String state, boolean mayBeSent, String owner, int reviewedDaysAgo) {}
}
