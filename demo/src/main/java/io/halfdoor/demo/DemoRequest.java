package io.halfdoor.demo;

import java.util.List;
import java.util.Map;

/**
 * Something that somebody of the sample company asked marketing for. What is empty nobody said.
 *
 * @param person who asks: the e-mail address of one of {@link DemoContent#people()}, as are the
 *     others
 * @param filedBy another, who filed it for them
 * @param state where it stands by now
 * @param reason why, where the state asks for one
 * @param mergedInto the external id of the request that is the same
 */
public record DemoRequest(
    String externalId,
    String person,
    String filedBy,
    Ask ask,
    List<Supporter> supporters,
    String assignee,
    String state,
    String reason,
    String mergedInto,
    List<Deliverable> deliverables,
    List<Comment> comments) {

  /**
   * What is asked for.
   *
   * @param objections the external ids of cards
   * @param needByDaysAhead from today
   * @param deal the CRM id of one of {@link DemoContent#deals()}
   * @param search the words that found nothing useful
   */
  public record Ask(
      String title,
      String details,
      String kind,
      Map<String, List<String>> labels,
      List<String> objections,
      String needByDaysAhead,
      String deal,
      String search,
      boolean confidential) {}

  /** Who needs it too, for which deal. */
  public record Supporter(String person, String deal) {}

  /**
   * What it was answered with.
   *
   * @param kind collateral or template
   */
  public record Deliverable(String kind, String externalId) {}

  /** What somebody said about it. */
  public record Comment(String person, String text) {}
}
