package io.halfdoor.api.merge;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads values of every printed type, and writes them as people of one language do. */
final class Formats {

  private static final int DIGITS = 30;
  private static final Set<String> MONEY = Set.of("amount", "currency");

  private final Locale locale;

  Formats(Locale locale) {
    this.locale = locale;
  }

  /** The language of a tag, without what a tag may say beyond it; null when it is no tag. */
  static @Nullable Locale locale(String tag) {
    try {
      Locale locale = new Locale.Builder().setLanguageTag(tag).build().stripExtensions();
      return locale.getLanguage().isEmpty() ? null : locale;
    } catch (IllformedLocaleException _) {
      return null;
    }
  }

  /** Null when nothing is given, or when the value is not of the type, which is then told. */
  @Nullable Given read(Field.Type type, Object value, Consumer<String> fault) {
    return switch (type) {
      case TEXT -> text(value, fault);
      case NUMBER -> number(value, fault);
      case MONEY -> money(value, fault);
      case DATE -> date(value, fault);
      case URL -> url(value, fault);
      case FLAG, LIST -> throw new IllegalArgumentException("not printed: " + type);
    };
  }

  private static @Nullable Given text(Object value, Consumer<String> fault) {
    if (!(value instanceof String text)) {
      fault.accept("This has to be a string.");
      return null;
    }
    if (text.length() > Limits.VALUE) {
      fault.accept("A value has at most " + Limits.VALUE + " characters.");
      return null;
    }
    String clean = Clean.text(text);
    return clean.isBlank() ? null : Given.text(clean);
  }

  private @Nullable Given number(Object value, Consumer<String> fault) {
    BigDecimal number = decimal(value);
    if (number == null) {
      fault.accept("This has to be a number of at most " + DIGITS + " digits.");
      return null;
    }
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(DIGITS);
    return new Given(format.format(number), number.toPlainString());
  }

  private @Nullable Given money(Object value, Consumer<String> fault) {
    if (!(value instanceof Map<?, ?> parts)
        || !parts.keySet().equals(MONEY)
        || !(parts.get("currency") instanceof String code)) {
      fault.accept("This has to be an object of amount and currency.");
      return null;
    }
    BigDecimal amount = decimal(parts.get("amount"));
    Currency currency = currency(code);
    if (amount == null || currency == null) {
      fault.accept(
          amount == null ? "The amount has to be a number." : "The currency is none of ISO 4217.");
      return null;
    }
    int digits = Math.max(0, currency.getDefaultFractionDigits());
    if (amount.stripTrailingZeros().scale() > digits) {
      fault.accept(code + " has " + digits + " digits after the point.");
      return null;
    }
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(currency);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return new Given(format.format(amount), amount.setScale(digits).toPlainString() + " " + code);
  }

  private @Nullable Given date(Object value, Consumer<String> fault) {
    try {
      if (value instanceof String text && text.length() == "2026-11-26".length()) {
        LocalDate date = LocalDate.parse(text);
        DateTimeFormatter format =
            DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
        return new Given(format.format(date), text);
      }
    } catch (DateTimeException _) {
      // It is told below, as any other value that is no date.
    }
    fault.accept("This has to be a date such as 2026-11-26.");
    return null;
  }

  private static @Nullable Given url(Object value, Consumer<String> fault) {
    if (!(value instanceof String link)) {
      fault.accept("This has to be a string.");
      return null;
    }
    if (link.isBlank()) {
      return null;
    }
    String wrong = Url.fault(link);
    if (wrong != null) {
      fault.accept(wrong);
      return null;
    }
    return Given.text(link);
  }

  private static @Nullable Currency currency(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** Null for what is no number, or one of more digits than anybody means. */
  private static @Nullable BigDecimal decimal(@Nullable Object value) {
    BigDecimal number =
        switch (value) {
          case BigDecimal decimal -> decimal;
          case BigInteger integer -> new BigDecimal(integer);
          case Integer integer -> BigDecimal.valueOf(integer);
          case Long integer -> BigDecimal.valueOf(integer);
          case Double real when Double.isFinite(real) -> BigDecimal.valueOf(real);
          case null, default -> null;
        };
    boolean isSmall =
        number != null
            && number.unscaledValue().bitLength() <= 3 * DIGITS
            && Math.abs(number.scale()) <= DIGITS;
    return isSmall ? number : null;
  }
}
