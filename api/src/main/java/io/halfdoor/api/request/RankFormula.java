package io.halfdoor.api.request;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many points an open request has, and what for: {@code docs/rank.md} tells it in full, and a
 * test runs the example there.
 *
 * <p>Each factor brings a share of its points from nothing to all of them, rounded to a tenth; the
 * score is the sum of what is told. It depends on the day and not on the moment.
 */
final class RankFormula {

  /** How many days back a hearing counts. */
  static final int HEARD_DAYS = 90;

  /** Which share of what is full a deal counts for whose value cannot be weighed. */
  private static final double UNKNOWN = 0.01;

  /** What brings half of the points. */
  private static final int SUPPORTERS_FOR_HALF = 3;

  private static final int DAYS_LEFT_FOR_HALF = 14;
  private static final int HEARINGS_FOR_HALF = 5;
  private static final int DAYS_OLD_FOR_HALF = 30;

  /** So many times as much pipeline, and the logarithm is its base's. */
  private static final double SPAN = 100;

  private final RankConfig points;
  private final Map<String, BigDecimal> full;

  RankFormula(RankConfig points) {
    this.points = points;
    this.full = points.amounts();
  }

  /** What a request is ranked by. */
  enum Factor {
    PIPELINE,
    SUPPORTERS,
    URGENCY,
    HEARD,
    AGE
  }

  /**
   * What one factor brings.
   *
   * @param points to a tenth
   * @param of how many it brings at most
   * @param says why, in words
   */
  record Reason(Factor factor, BigDecimal points, int of, String says) {}

  /** The points of all factors together, in tenths. */
  int tenths(Stake stake, long heard, LocalDate today) {
    return tenths(points.pipeline(), pipeline(stake))
        + tenths(points.supporters(), supporters(stake))
        + tenths(points.urgency(), urgency(stake, today))
        + tenths(points.heard(), toHalf(heard, HEARINGS_FOR_HALF))
        + tenths(points.age(), toHalf(age(stake, today), DAYS_OLD_FOR_HALF));
  }

  /** What each factor brings, the most first. */
  List<Reason> because(Stake stake, long heard, LocalDate today) {
    List<Reason> reasons = new ArrayList<>();
    reasons.add(reason(Factor.PIPELINE, points.pipeline(), pipeline(stake), deals(stake)));
    reasons.add(reason(Factor.SUPPORTERS, points.supporters(), supporters(stake), others(stake)));
    reasons.add(reason(Factor.URGENCY, points.urgency(), urgency(stake, today), day(stake, today)));
    reasons.add(
        reason(
            Factor.HEARD, points.heard(), toHalf(heard, HEARINGS_FOR_HALF), heard(stake, heard)));
    long age = age(stake, today);
    reasons.add(
        reason(
            Factor.AGE,
            points.age(),
            toHalf(age, DAYS_OLD_FOR_HALF),
            age == 0 ? "Filed today" : "Filed " + counted(age, "day") + " ago"));
    reasons.sort(Comparator.comparing(Reason::points).reversed());
    return reasons;
  }

  private static Reason reason(Factor factor, int most, double share, String says) {
    return new Reason(factor, BigDecimal.valueOf(tenths(most, share), 1), most, says);
  }

  private static int tenths(int most, double share) {
    return (int) Math.round(10.0 * most * share);
  }

  /** From nothing towards all, with half of it at a number. */
  private static double toHalf(long number, int half) {
    return (double) number / (double) (number + half);
  }

  private double pipeline(Stake stake) {
    double shares = 0;
    for (Stake.Pipeline each : stake.pipelines()) {
      BigDecimal most = each.currency() == null ? null : full.get(each.currency());
      BigDecimal amount = each.amount();
      shares +=
          most == null || amount == null
              ? UNKNOWN * (double) each.deals()
              : amount.divide(most, MathContext.DECIMAL64).doubleValue();
    }
    double share = StrictMath.log(1 + (SPAN - 1) * shares) / StrictMath.log(SPAN);
    return Math.min(1, share);
  }

  private static double supporters(Stake stake) {
    return toHalf(stake.standing().supporters(), SUPPORTERS_FOR_HALF);
  }

  private static double urgency(Stake stake, LocalDate today) {
    LocalDate nearest = nearest(stake);
    if (nearest == null) {
      return 0;
    }
    long left = Math.max(0, ChronoUnit.DAYS.between(today, nearest));
    return (double) DAYS_LEFT_FOR_HALF / (double) (left + DAYS_LEFT_FOR_HALF);
  }

  private static @Nullable LocalDate nearest(Stake stake) {
    LocalDate needBy = stake.standing().needBy();
    LocalDate closes = stake.closes();
    if (needBy == null || closes == null) {
      return needBy == null ? closes : needBy;
    }
    return closes.isBefore(needBy) ? closes : needBy;
  }

  private static long age(Stake stake, LocalDate today) {
    Instant since = stake.standing().createdAt();
    return Math.max(0, ChronoUnit.DAYS.between(LocalDate.ofInstant(since, ZoneOffset.UTC), today));
  }

  private String deals(Stake stake) {
    List<String> parts = new ArrayList<>();
    long unknown = 0;
    for (Stake.Pipeline each : stake.pipelines()) {
      String deals = counted(each.deals(), "open deal");
      if (each.currency() == null) {
        unknown += each.deals();
      } else {
        parts.add(
            "%s %s in %s%s"
                .formatted(
                    each.currency(),
                    written(each.amount()),
                    deals,
                    full.containsKey(each.currency()) ? "" : ", not weighed"));
      }
    }
    if (unknown > 0) {
      parts.add(counted(unknown, "open deal") + " of unknown value");
    }
    return parts.isEmpty() ? "No open deal is behind it" : String.join("; ", parts);
  }

  private static String written(@Nullable BigDecimal amount) {
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format.format(amount);
  }

  private static String others(Stake stake) {
    long supporters = stake.standing().supporters();
    return supporters == 0
        ? "Nobody else needs it yet"
        : counted(supporters, "other") + (supporters == 1 ? " needs it too" : " need it too");
  }

  private static String day(Stake stake, LocalDate today) {
    LocalDate nearest = nearest(stake);
    if (nearest == null) {
      return "No day is known";
    }
    long left = ChronoUnit.DAYS.between(today, nearest);
    if (left < 0) {
      return "Overdue by " + counted(-left, "day");
    }
    String what = nearest.equals(stake.standing().needBy()) ? "Needed" : "A deal closes";
    return what + (left == 0 ? " today" : " in " + counted(left, "day"));
  }

  private static String heard(Stake stake, long heard) {
    return stake.standing().objectionIds().isEmpty()
        ? "About no objection"
        : "Heard " + counted(heard, "time") + " in " + HEARD_DAYS + " days";
  }

  private static String counted(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
