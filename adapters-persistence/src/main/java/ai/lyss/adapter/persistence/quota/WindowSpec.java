package ai.lyss.adapter.persistence.quota;

import ai.lyss.domain.quota.CalendarWindow;
import ai.lyss.domain.quota.Quota;
import java.time.Duration;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A quota's window as the scripts read it. Lua knows no time zones: of a calendar window it gets
 * the bounds of the one at the caller's moment and of its neighbours, and picks by Redis's clock.
 *
 * @param text what the scripts read
 * @param from the first moment of which history counts at the caller's moment
 * @param step the steps in which history is to be read
 */
record WindowSpec(String text, long from, Duration step) {

  private static final int STEPS = 120;
  private static final Duration LONGER_THAN_ANY_HISTORY = Duration.ofDays(365_000);

  static WindowSpec of(Quota quota, long nowMillis) {
    var zone = quota.zone();
    return switch (quota.window()) {
      case MINUTE -> sliding(Duration.ofMinutes(1).toMillis() / STEPS, nowMillis);
      case HOUR -> sliding(Duration.ofHours(1).toMillis() / STEPS, nowMillis);
      case DAY -> calendar(at -> CalendarWindow.day(zone, at), nowMillis);
      case MONTH -> calendar(at -> CalendarWindow.month(zone, at), nowMillis);
      case TOTAL -> new WindowSpec("t", 0, LONGER_THAN_ANY_HISTORY);
    };
  }

  private static WindowSpec sliding(long stepMillis, long nowMillis) {
    long from = (Math.floorDiv(nowMillis, stepMillis) - STEPS) * stepMillis;
    return new WindowSpec("s " + stepMillis, from, Duration.ofMillis(stepMillis));
  }

  private static WindowSpec calendar(LongFunction<CalendarWindow> windowAt, long nowMillis) {
    var now = windowAt.apply(nowMillis);
    var before = windowAt.apply(now.startMillis() - 1);
    var after = windowAt.apply(now.endMillis());
    var text =
        Stream.of(before.startMillis(), now.startMillis(), now.endMillis(), after.endMillis())
            .map(String::valueOf)
            .collect(Collectors.joining(" ", "c ", ""));
    return new WindowSpec(
        text, now.startMillis(), Duration.ofMillis(now.endMillis() - now.startMillis()));
  }
}
