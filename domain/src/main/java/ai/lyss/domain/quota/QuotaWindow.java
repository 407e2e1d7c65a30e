package ai.lyss.domain.quota;

import java.util.Locale;
import java.util.Optional;

/** Over what time a quota counts. */
public enum QuotaWindow {
  /** Sixty seconds, sliding. */
  MINUTE,
  /** Sixty minutes, sliding. */
  HOUR,
  /** A calendar day in the quota's time zone. */
  DAY,
  /** A calendar month in the quota's time zone. */
  MONTH,
  /** For ever. */
  TOTAL;

  /** Returns the name used in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the window of that name; empty when there is none. */
  public static Optional<QuotaWindow> ofWireName(String name) {
    for (var window : values()) {
      if (window.wireName().equals(name)) {
        return Optional.of(window);
      }
    }
    return Optional.empty();
  }
}
