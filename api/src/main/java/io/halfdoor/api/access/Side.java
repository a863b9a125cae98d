package io.halfdoor.api.access;

/** Which side of the door a person belongs to. */
public enum Side {
  SALES,
  MARKETING,
  OTHER
}
