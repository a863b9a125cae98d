package io.halfdoor.api.deal;

/** Who says something of a deal: a person from what they know, or the CRM through one. */
enum Source {
  PERSON,
  CRM
}
