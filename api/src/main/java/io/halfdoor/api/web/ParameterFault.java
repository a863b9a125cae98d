package io.halfdoor.api.web;

import org.jspecify.annotations.Nullable;

/** A parameter that cannot be read, and the sentence that tells the caller why. */
public final class ParameterFault extends IllegalArgumentException {

  private final @Nullable String name;

  public ParameterFault(String detail) {
    this(detail, null);
  }

  private ParameterFault(String detail, @Nullable String name) {
    super(detail);
    this.name = name;
  }

  /** The same of the parameter with this name; null where it is not known. */
  ParameterFault in(@Nullable String parameter) {
    return new ParameterFault(detail(), parameter);
  }

  /** The name of the parameter; null where it is not known. */
  @Nullable String name() {
    return name;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
