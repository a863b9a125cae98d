package io.halfdoor.api.learning;

import static java.util.stream.Collectors.groupingBy;

import io.halfdoor.api.deal.Deals.AtStake;
import io.halfdoor.api.learning.AskedStore.Named;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The open deals of people, and how much is at stake in them. */
final class Stakes {

  /** What a deal weighs whose value cannot be weighed: as much as in the rank of requests. */
  private static final double UNKNOWN = 0.01;

  private final Map<UUID, List<Named>> named;
  private final Map<String, BigDecimal> full;

  /**
   * @param full the amount that weighs 1, by currency
   */
  Stakes(List<Named> named, Map<String, BigDecimal> full) {
    this.named = named.stream().collect(groupingBy(Named::personId));
    this.full = full;
  }

  /** What is at stake in the deals of these people, each deal once, by currency. */
  List<AtStake> of(Collection<UUID> people) {
    Map<UUID, Named> deals =
        people.stream()
            .flatMap(person -> named.getOrDefault(person, List.of()).stream())
            .collect(Collectors.toMap(Named::id, Function.identity(), (one, same) -> one));
    Map<String, List<Named>> byCurrency =
        deals.values().stream()
            .collect(
                groupingBy(
                    deal -> Objects.requireNonNullElse(deal.currency(), ""),
                    TreeMap::new,
                    Collectors.toList()));
    List<AtStake> stakes = new ArrayList<>();
    List<Named> unknown = byCurrency.remove("");
    byCurrency.forEach(
        (currency, its) ->
            stakes.add(
                new AtStake(
                    currency,
                    its.size(),
                    its.stream()
                        .map(deal -> Objects.requireNonNull(deal.amount()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))));
    if (unknown != null) {
      stakes.add(new AtStake(null, unknown.size(), null));
    }
    return stakes;
  }

  /** One number for stakes in any currencies, to put them in order by; in millionths. */
  long weight(List<AtStake> stakes) {
    double weight = 0;
    for (AtStake stake : stakes) {
      String currency = stake.currency();
      BigDecimal amount = stake.amount();
      BigDecimal most = currency == null ? null : full.get(currency);
      weight +=
          most == null || amount == null
              ? UNKNOWN * (double) stake.deals()
              : amount.divide(most, MathContext.DECIMAL64).doubleValue();
    }
    return Math.round(weight * 1_000_000);
  }
}
