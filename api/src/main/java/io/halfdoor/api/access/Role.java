package io.halfdoor.api.access;

/** What a person may do. A leader reads all figures and signs for their side. */
public enum Role {
  REP,
  MARKETER,
  LEADER,
  ADMIN
}
