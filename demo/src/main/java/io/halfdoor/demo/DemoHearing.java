package io.halfdoor.demo;

/**
 * One time a rep of the sample company heard something, in their own words. What is empty nobody
 * said.
 *
 * @param person the e-mail address of one of {@link DemoContent#people()}
 * @param deal the CRM id of one of {@link DemoContent#deals()}
 * @param outcome answered, unresolved or lost
 * @param objection the external id of the card that marketing filed it under; empty where there was
 *     none to file it under
 */
public record DemoHearing(
    int daysAgo,
    String person,
    String quote,
    String deal,
    String stage,
    String leadSource,
    String competitor,
    String outcome,
    String objection) {}
