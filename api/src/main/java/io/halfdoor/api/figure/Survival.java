package io.halfdoor.api.figure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes until something happens, told from all it may happen to and not only from those
 * to which it has: that alone would leave out whatever takes long.
 *
 * <p>It is the cumulative incidence of Aalen and Johansen (1978): of all, the share to which it has
 * happened by a time. Those to which it still may count for as long as they were seen; those to
 * which it cannot any more stay in the whole and are never among it. Where there are none of the
 * latter it is 1 minus the estimate of Kaplan and Meier (1958).
 */
public final class Survival {

  /** What a sum of shares may be off by. */
  private static final double ROUNDING = 1e-9;

  private final List<Step> steps;

  private Survival(List<Step> steps) {
    this.steps = steps;
  }

  /** What became of one of them. */
  public enum Fate {
    /** It happened. */
    HAPPENED,
    /** Something else did, after which it cannot happen. */
    NEVER,
    /** It still may. */
    OPEN
  }

  /**
   * One of them.
   *
   * @param time until it happened, or could not any more, or was last seen
   */
  public record Case(Duration time, Fate fate) {}

  /** The shares from a time on until the next. */
  private record Step(Duration at, double happened, double never) {}

  public static Survival of(Collection<Case> cases) {
    List<Case> ordered = cases.stream().sorted(Comparator.comparing(Case::time)).toList();
    List<Step> steps = new ArrayList<>();
    double left = 1;
    double happened = 0;
    double never = 0;
    int i = 0;
    while (i < ordered.size()) {
      Duration time = ordered.get(i).time();
      long atRisk = ordered.size() - (long) i;
      long now = 0;
      long lost = 0;
      for (; i < ordered.size() && ordered.get(i).time().equals(time); i++) {
        switch (ordered.get(i).fate()) {
          case HAPPENED -> now++;
          case NEVER -> lost++;
          case OPEN -> {} // at risk until after what happens at this time
        }
      }
      happened += left * now / atRisk;
      never += left * lost / atRisk;
      left *= 1 - (double) (now + lost) / atRisk;
      steps.add(new Step(time, happened, never));
    }
    return new Survival(steps);
  }

  /** The share to which it has happened by a time. */
  public double happenedBy(Duration time) {
    Step step = step(time);
    return step == null ? 0 : step.happened();
  }

  /** The share to which it cannot happen any more by a time. */
  public double neverBy(Duration time) {
    Step step = step(time);
    return step == null ? 0 : step.never();
  }

  private @Nullable Step step(Duration time) {
    return steps.stream()
        .filter(step -> step.at().compareTo(time) <= 0)
        .reduce((before, after) -> after)
        .orElse(null);
  }

  /** By when it has happened to this share; nothing where it has not come to that yet. */
  public Optional<Duration> by(double share) {
    return steps.stream()
        .filter(step -> step.happened() >= share - ROUNDING)
        .map(Step::at)
        .findFirst();
  }
}
