package ai.lyss.adapter.provider.http;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * How long a vendor asks to be left alone: {@code retry-after-ms}, else {@code retry-after} in
 * seconds, decimals allowed, or as an HTTP date (RFC 9110, section 10.2.3).
 */
public final class RetryAfter {

  private static final double MAX_SECONDS = Duration.ofDays(1).toSeconds();

  private RetryAfter() {}

  /**
   * Returns the wait that the headers ask for, between nothing and one day; null when they ask for
   * none or cannot be read.
   */
  public static @Nullable Duration of(HttpHead head, InstantSource clock) {
    var millis = head.header("retry-after-ms");
    if (millis != null) {
      var wait = seconds(millis, 1e-3);
      if (wait != null) {
        return wait;
      }
    }
    var value = head.header("retry-after");
    if (value == null) {
      return null;
    }
    var wait = seconds(value, 1);
    return wait != null ? wait : untilDate(value, clock);
  }

  private static @Nullable Duration seconds(String text, double unit) {
    if (!text.strip().matches("[0-9]{1,18}(\\.[0-9]{1,9})?")) {
      return null;
    }
    double seconds = Math.min(Double.parseDouble(text.strip()) * unit, MAX_SECONDS);
    return Duration.ofMillis(Math.round(seconds * 1e3));
  }

  private static @Nullable Duration untilDate(String text, InstantSource clock) {
    try {
      var date = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      var wait = Duration.between(clock.instant(), date.toInstant());
      if (wait.isNegative()) {
        return Duration.ZERO;
      }
      return wait.toSeconds() > MAX_SECONDS ? Duration.ofDays(1) : wait;
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }
}
