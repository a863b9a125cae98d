package io.halfdoor.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request, and where: either a JSON pointer (RFC 6901) into its body
 * or the name of a parameter.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(@Nullable String pointer, @Nullable String parameter, String detail) {

  public static Fault at(String pointer, String detail) {
    return new Fault(pointer, null, detail);
  }

  /** A step of a pointer, to a member of this name. */
  public static String step(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  public static Fault in(String parameter, String detail) {
    return new Fault(null, parameter, detail);
  }
}
