package io.halfdoor.api.link;

/** As what one item uses another. */
public enum LinkRole {
  /** It is sent along. */
  ATTACHMENT,
  /** It goes well with it. */
  COMPANION,
  /** It backs up what is said. */
  PROOF,
  /** It takes its place. */
  SUPERSEDES
}
