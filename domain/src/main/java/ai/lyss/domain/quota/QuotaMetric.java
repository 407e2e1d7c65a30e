package ai.lyss.domain.quota;

import java.util.Locale;
import java.util.Optional;

/** What a quota counts. */
public enum QuotaMetric {
  /** Admitted relays. */
  REQUESTS,
  /** Tokens of input and output. */
  TOKENS,
  /** Tokens of input. */
  INPUT_TOKENS,
  /** Tokens of output. */
  OUTPUT_TOKENS,
  /** Money, in nano-units of the tenant's currency. */
  COST;

  /** Tells whether less of it is taken when the output is lowered; what money buys is not known. */
  public boolean growsWithOutput() {
    return switch (this) {
      case TOKENS, OUTPUT_TOKENS -> true;
      case REQUESTS, INPUT_TOKENS, COST -> false;
    };
  }

  /** Returns the name used in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the metric of that name; empty when there is none. */
  public static Optional<QuotaMetric> ofWireName(String name) {
    for (var metric : values()) {
      if (metric.wireName().equals(name)) {
        return Optional.of(metric);
      }
    }
    return Optional.empty();
  }
}
