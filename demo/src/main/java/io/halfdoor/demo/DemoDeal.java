package io.halfdoor.demo;

/**
 * A deal of the sample company, as its CRM knows it.
 *
 * @param closeDaysAhead from today until it is to close; negative where it has
 * @param state open, won or lost
 * @param reason why it ended so; empty while it is open
 */
public record DemoDeal(
    String crmId,
    String account,
    String name,
    String amount,
    String currency,
    String stage,
    int closeDaysAhead,
    String state,
    String reason,
    String leadSource) {}
