package io.halfdoor.api.meaning;

/**
 * A text whose vector is to be computed.
 *
 * @param failures how often that failed
 */
public record WaitingPassage(String sha256, String text, int failures) {}
