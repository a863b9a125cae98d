package io.halfdoor.api.deal;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.PropagateNull;

/** A sum of money, nothing or more, with the decimals of its currency (ISO 4217). */
public record Money(@PropagateNull BigDecimal amount, String currency) {

  private static final BigDecimal TOO_MUCH = BigDecimal.TEN.pow(13);

  /** Those that money is in: gold and the like have no decimals. */
  private static final Map<String, Currency> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .collect(Collectors.toMap(Currency::getCurrencyCode, Function.identity()));

  /**
   * Money as it is kept.
   *
   * @throws Problem when it is none
   */
  public Money {
    if (amount == null || currency == null) {
      throw none("Needs an amount and a currency.");
    }
    Currency known = CURRENCIES.get(currency);
    if (known == null) {
      throw none("The currency must be a code of ISO 4217, such as EUR.");
    }
    if (amount.signum() < 0 || amount.compareTo(TOO_MUCH) >= 0) {
      throw none("The amount must be from 0 to less than 10,000,000,000,000.");
    }
    int decimals = known.getDefaultFractionDigits();
    BigDecimal plain = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    if (plain.scale() > decimals) {
      throw none("An amount in " + currency + " has at most " + decimals + " decimals.");
    }
    amount = plain.setScale(decimals);
  }

  private static Problem none(String detail) {
    return Problem.invalid(Fault.at("", detail));
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
