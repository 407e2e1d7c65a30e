package ai.lyss.domain.local;

import ai.lyss.domain.quota.CalendarWindow;
import ai.lyss.domain.quota.Quota;
import java.time.Duration;

/**
 * Counts what is used and set aside in the present window of one quota. Times are milliseconds
 * since the epoch and never run backwards. Not thread-safe: its account's lock guards it.
 */
sealed interface QuotaCounter permits SlidingCounter, CalendarCounter {

  /** A moment that never comes. */
  long NEVER = Long.MAX_VALUE;

  /** Returns a counter for a quota's window, with nothing counted. */
  static QuotaCounter of(Quota quota, long nowMillis) {
    var zone = quota.zone();
    return switch (quota.window()) {
      case MINUTE -> new SlidingCounter(Duration.ofMinutes(1), nowMillis);
      case HOUR -> new SlidingCounter(Duration.ofHours(1), nowMillis);
      case DAY -> new CalendarCounter(at -> CalendarWindow.day(zone, at), nowMillis);
      case MONTH -> new CalendarCounter(at -> CalendarWindow.month(zone, at), nowMillis);
      case TOTAL -> new CalendarCounter(at -> CalendarWindow.FOREVER, nowMillis);
    };
  }

  /** Goes on to this moment: what has left the window no longer counts. */
  void advance(long nowMillis);

  /** Returns what was settled in the window. */
  long used();

  /** Returns what is set aside in the window. */
  long reserved();

  /** Sets an amount aside at the present moment, and returns the slot it was put into. */
  long take(long amount);

  /** Replaces what was set aside in a slot by what was used; a slot that has left is no matter. */
  void settle(long slot, long reserved, long used);

  /** Counts what history says was used at a moment. */
  void restore(long atMillis, long used);

  /**
   * Returns from when on at most so much of what is counted now still counts, or {@link #NEVER}.
   */
  long atMostFrom(long amount);

  /** Returns when nothing of what is counted now counts any more, or {@link #NEVER}. */
  long resetAt();

  /** Returns until when a warning given now is not repeated. */
  long quietUntil(long nowMillis);

  /** Returns the first moment whose use counts now. */
  long from();

  /** Returns the length of the steps in which history is to be read. */
  Duration step();

  /** Tells whether a new counter in its place would count the same, now and ever after. */
  boolean isBlank();
}
