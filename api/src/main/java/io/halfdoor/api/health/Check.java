package io.halfdoor.api.health;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing that this node needs, and how to look at it.
 *
 * @param name one word for it, such as {@code database}
 * @param look quick and safe to do at any time; one that throws or takes too long is failing
 */
public record Check(String name, Supplier<Result> look) {

  /** How it is with a thing, the worst last. */
  public enum State {
    WELL,
    /** It works, but somebody should look after it. */
    STRAINED,
    /** This node cannot serve as it should. */
    FAILING
  }

  /**
   * What was seen.
   *
   * @param detail what is wrong and what to do, in words that anybody may read; null when well
   */
  public record Result(State state, @Nullable String detail) {

    private static final Result WELL = new Result(State.WELL, null);

    public static Result well() {
      return WELL;
    }

    public static Result strained(String detail) {
      return new Result(State.STRAINED, detail);
    }

    public static Result failing(String detail) {
      return new Result(State.FAILING, detail);
    }
  }
}
