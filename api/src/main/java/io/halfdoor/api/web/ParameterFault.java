package io.halfdoor.api.web;

/** A parameter that cannot be read, and the sentence that tells the caller why. */
public final class ParameterFault extends IllegalArgumentException {

  public ParameterFault(String detail) {
    super(detail);
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
