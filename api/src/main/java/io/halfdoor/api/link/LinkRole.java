package io.halfdoor.api.link;

/** As what one item uses another. */
public enum LinkRole {
  /** It helps to answer it: an objection. */
  ANSWERS,
  /** It is sent along. */
  ATTACHMENT,
  /** It goes well with it. */
  COMPANION,
  /** It is part of its text: a snippet. Said by the text itself, not by callers. */
  INCLUDES,
  /** It backs up what is said. */
  PROOF,
  /** It takes its place. */
  SUPERSEDES
}
