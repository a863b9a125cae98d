package io.halfdoor.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.validation.ValidationMethod;
import io.halfdoor.api.deal.Money;
import io.halfdoor.api.problem.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What counts how much when requests are ranked: {@code docs/rank.md} has the formula.
 *
 * @param pipeline the points that what is at stake brings at most
 * @param supporters the same of those who need it too
 * @param urgency the same of the day that comes first
 * @param heard the same of how often its objections were heard
 * @param age the same of how long it has been waited for
 * @param full the pipeline that brings all of its points, in each currency: {@code EUR 1000000, USD
 *     1100000}
 */
public record RankConfig(
    @JsonProperty @Min(0) @Max(1_000) Integer pipeline,
    @JsonProperty @Min(0) @Max(1_000) Integer supporters,
    @JsonProperty @Min(0) @Max(1_000) Integer urgency,
    @JsonProperty @Min(0) @Max(1_000) Integer heard,
    @JsonProperty @Min(0) @Max(1_000) Integer age,
    @JsonProperty String full) {

  private static final String USUAL = "EUR 1000000, USD 1100000, GBP 850000, CHF 950000";

  public RankConfig(
      @Nullable Integer pipeline,
      @Nullable Integer supporters,
      @Nullable Integer urgency,
      @Nullable Integer heard,
      @Nullable Integer age,
      @Nullable String full) {
    this.pipeline = pipeline == null ? 40 : pipeline;
    this.supporters = supporters == null ? 20 : supporters;
    this.urgency = urgency == null ? 20 : urgency;
    this.heard = heard == null ? 10 : heard;
    this.age = age == null ? 10 : age;
    this.full = full == null || full.isBlank() ? USUAL : full.strip();
  }

  /** As usual. */
  public static RankConfig standard() {
    return new RankConfig(null, null, null, null, null, null);
  }

  @ValidationMethod(
      message =
          "HALFDOOR_RANK_FULL must be amounts in currencies of ISO 4217, each once, such as EUR"
              + " 1000000, USD 1100000")
  public boolean isFullKnown() {
    try {
      return amounts().values().stream().allMatch(amount -> amount.signum() > 0);
    } catch (Problem | IllegalArgumentException e) {
      return false;
    }
  }

  /** What is {@link #full}, by currency. */
  public Map<String, BigDecimal> amounts() {
    Map<String, BigDecimal> amounts = new LinkedHashMap<>();
    for (String part : full.split(",", -1)) {
      String[] words = part.strip().split(" +", -1);
      if (words.length != 2 || !words[1].matches("\\d{1,13}(\\.\\d{1,4})?")) {
        throw new IllegalArgumentException("No amount: " + part);
      }
      Money money = new Money(new BigDecimal(words[1]), words[0]);
      if (amounts.put(money.currency(), money.amount()) != null) {
        throw new IllegalArgumentException("Twice: " + money.currency());
      }
    }
    return amounts;
  }
}
