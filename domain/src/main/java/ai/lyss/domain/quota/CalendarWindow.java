package ai.lyss.domain.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;

/**
 * A day or a month of a time zone, as the stretch of time it really lasts: 23 or 25 hours where the
 * clocks change. One ends exactly where the next starts, even where a midnight comes twice (the
 * first one counts), is skipped, or a whole day is.
 *
 * @param startMillis its first moment, in milliseconds since the epoch
 * @param endMillis the first moment after it
 */
public record CalendarWindow(long startMillis, long endMillis) {

  /** All of time. */
  public static final CalendarWindow FOREVER = new CalendarWindow(Long.MIN_VALUE, Long.MAX_VALUE);

  private static final Period DAY = Period.ofDays(1);
  private static final Period MONTH = Period.ofMonths(1);

  /** Returns the day in which a moment lies. */
  public static CalendarWindow day(ZoneId zone, long atMillis) {
    return from(dateOf(zone, atMillis), DAY, zone, atMillis);
  }

  /** Returns the month in which a moment lies. */
  public static CalendarWindow month(ZoneId zone, long atMillis) {
    return from(dateOf(zone, atMillis).withDayOfMonth(1), MONTH, zone, atMillis);
  }

  private static LocalDate dateOf(ZoneId zone, long atMillis) {
    return Instant.ofEpochMilli(atMillis).atZone(zone).toLocalDate();
  }

  private static CalendarWindow from(LocalDate first, Period length, ZoneId zone, long atMillis) {
    var start = first;
    long end = startOf(start.plus(length), zone);
    // Clocks set back over midnight show yesterday's date again within a day that has begun.
    while (atMillis >= end) {
      start = start.plus(length);
      end = startOf(start.plus(length), zone);
    }
    return new CalendarWindow(startOf(start, zone), end);
  }

  private static long startOf(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** Tells whether a moment lies in it. */
  public boolean contains(long atMillis) {
    return startMillis <= atMillis && atMillis < endMillis;
  }
}
