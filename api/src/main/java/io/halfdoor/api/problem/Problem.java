package io.halfdoor.api.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request we refuse, told in the caller's words. Only {@code web} knows the status codes. */
public final class Problem extends RuntimeException {

  private final ProblemType type;
  private final List<Fault> faults;
  private final Map<String, Object> members = new LinkedHashMap<>();

  /** The detail is for the person who made the request: never the message of an exception. */
  public Problem(ProblemType type, String detail, List<Fault> faults) {
    super(detail, null, false, false);
    this.type = type;
    this.faults = List.copyOf(faults);
  }

  public Problem(ProblemType type, String detail) {
    this(type, detail, List.of());
  }

  /** Nothing is there, or nothing that this caller may see: the two are told in the same words. */
  public static Problem notFound(String what) {
    return new Problem(ProblemType.NOT_FOUND, "There is no " + what + " with this id.");
  }

  public static Problem unreadable(String detail, Fault... faults) {
    return new Problem(ProblemType.UNREADABLE, detail, List.of(faults));
  }

  public static Problem invalid(List<Fault> faults) {
    String detail =
        faults.size() == 1
            ? faults.getFirst().detail()
            : faults.size() + " things are not valid; errors lists each.";
    return new Problem(ProblemType.INVALID, detail, faults);
  }

  public static Problem invalid(Fault... faults) {
    return invalid(List.of(faults));
  }

  public static Problem conflict(String detail) {
    return new Problem(ProblemType.CONFLICT, detail);
  }

  /** A transition that there is not, with those there are, all in the words of callers. */
  public static Problem noTransition(String from, List<String> allowed) {
    return conflict("It is " + from + "; from there it can become " + or(allowed) + ".")
        .with("allowed", allowed);
  }

  private static String or(List<String> words) {
    return words.isEmpty() ? "nothing else" : String.join(" or ", words);
  }

  public static Problem forbidden(String detail) {
    return new Problem(ProblemType.FORBIDDEN, detail);
  }

  public static Problem tooLarge(String detail) {
    return new Problem(ProblemType.TOO_LARGE, detail);
  }

  /** The same problem with one more member in its body, for programs to act on. */
  public Problem with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<Fault> faults() {
    return faults;
  }

  public Map<String, Object> members() {
    return members;
  }
}
