package ai.lyss.domain.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The counters at the edges of their windows. */
class QuotaCounterTest {

  private static final long NOON = Instant.parse("2026-03-29T10:00:00Z").toEpochMilli();
  private static final long HALF_SECOND = 500;

  private static Quota quota(QuotaWindow window, long limit, List<Integer> warnAt) {
    return new Quota(
        new QuotaId(new UUID(1, 1)),
        new TenantId(new UUID(2, 2)),
        new QuotaScope.WholeTenant(),
        null,
        QuotaMetric.TOKENS,
        window,
        ZoneId.of("Europe/Berlin"),
        limit,
        warnAt,
        Quota.Enforcement.NORMAL,
        Quota.Mode.ENFORCED);
  }

  private static QuotaCounter counter(QuotaWindow window) {
    return QuotaCounter.of(quota(window, 100, List.of()), NOON);
  }

  @Test
  void settles_in_the_oldest_bucket_and_not_in_the_one_that_took_its_place() {
    var minute = counter(QuotaWindow.MINUTE);
    long slot = minute.take(10);
    long other = minute.take(5);
    minute.advance(NOON + 120 * HALF_SECOND);
    minute.settle(slot, 10, 4);
    assertThat(List.of(minute.used(), minute.reserved())).containsExactly(4L, 5L);
    minute.advance(NOON + 121 * HALF_SECOND);
    minute.take(7);
    minute.settle(other, 5, 99);
    assertThat(List.of(minute.used(), minute.reserved())).containsExactly(0L, 7L);
  }

  @Test
  void restores_the_buckets_that_count_and_no_older_one() {
    var minute = counter(QuotaWindow.MINUTE);
    minute.restore(NOON - 121 * HALF_SECOND, 1);
    assertThat(minute.used()).isZero();
    minute.restore(NOON - 120 * HALF_SECOND, 2);
    minute.restore(NOON, 4);
    minute.restore(NOON + 9_000, 8);
    assertThat(minute.used()).isEqualTo(14);
    assertThat(minute.from()).isEqualTo(NOON - 120 * HALF_SECOND);
    minute.advance(NOON + HALF_SECOND);
    assertThat(minute.used()).isEqualTo(12);
    minute.advance(NOON + 121 * HALF_SECOND);
    assertThat(minute.used()).isZero();
  }

  @Test
  void restores_a_day_from_its_first_moment_to_its_last() {
    var day = counter(QuotaWindow.DAY);
    long start = Instant.parse("2026-03-28T23:00:00Z").toEpochMilli();
    long end = Instant.parse("2026-03-29T22:00:00Z").toEpochMilli();
    day.restore(start - 1, 1);
    day.restore(end, 2);
    assertThat(day.used()).isZero();
    day.restore(start, 4);
    day.restore(end - 1, 8);
    assertThat(day.used()).isEqualTo(12);
    assertThat(day.from()).isEqualTo(start);
    assertThat(day.step()).isEqualTo(Duration.ofHours(23));
    assertThat(counter(QuotaWindow.TOTAL).step()).isGreaterThan(Duration.ofDays(100_000));
    assertThat(counter(QuotaWindow.TOTAL).from()).isZero();
  }

  @Test
  void is_reset_when_its_youngest_bucket_leaves() {
    var minute = counter(QuotaWindow.MINUTE);
    assertThat(minute.resetAt()).isEqualTo(NOON);
    minute.take(1);
    assertThat(minute.resetAt()).isEqualTo(NOON + 121 * HALF_SECOND);
    minute.advance(NOON + 120 * HALF_SECOND);
    assertThat(minute.resetAt()).isEqualTo(NOON + 121 * HALF_SECOND);
    minute.advance(NOON + 121 * HALF_SECOND);
    assertThat(minute.resetAt()).isEqualTo(NOON + 121 * HALF_SECOND);
    assertThat(minute.atMostFrom(-1)).isEqualTo(QuotaCounter.NEVER);
  }

  @ParameterizedTest
  @CsvSource({"MINUTE, 60500", "HOUR, 3630000", "DAY, 43200000", "MONTH, 216000000"})
  void is_blank_once_all_it_took_has_left(QuotaWindow window, long millis) {
    var counter = counter(window);
    assertThat(counter.isBlank()).isTrue();
    long slot = counter.take(0);
    assertThat(counter.isBlank()).as("a relay runs, and may charge more").isFalse();
    counter.advance(NOON + millis - 1);
    assertThat(counter.isBlank()).isFalse();
    counter.advance(NOON + millis);
    assertThat(counter.isBlank()).as("whatever it charges no longer counts").isTrue();
    counter.settle(slot, 0, 3);
    assertThat(counter.isBlank()).isTrue();
    counter.restore(NOON + millis, 1);
    assertThat(counter.isBlank()).isFalse();
  }

  @Test
  void is_never_blank_again_when_it_counts_for_ever() {
    var total = counter(QuotaWindow.TOTAL);
    total.take(0);
    total.advance(Long.MAX_VALUE - 1);
    assertThat(total.isBlank()).isFalse();
  }

  @Test
  void adds_up_what_is_taken() {
    for (var window : QuotaWindow.values()) {
      var counter = counter(window);
      counter.take(3);
      long slot = counter.take(4);
      assertThat(counter.reserved()).isEqualTo(7);
      counter.settle(slot, 4, 5);
      assertThat(List.of(counter.reserved(), counter.used())).containsExactly(3L, 5L);
    }
  }

  /** The least whole amount that reaches so many thousandths of the limit. */
  @ParameterizedTest
  @CsvSource({
    "1000, 333, 333",
    "3, 500, 2",
    "1, 1, 1",
    "1999, 999, 1998",
    "12345, 800, 9876",
    "1, 1000, 1",
    "9000000000000000, 950, 8550000000000000",
  })
  void warns_at_the_least_amount_that_reaches_the_threshold(long limit, int permille, long at) {
    var quota = quota(QuotaWindow.TOTAL, limit, List.of(permille));
    var below = new QuotaAccount(quota, NOON);
    below.counter().take(at - 1);
    assertThat(below.warns(quota, NOON)).isFalse();
    below.counter().take(1);
    assertThat(below.warns(quota, NOON)).isTrue();
    assertThat(below.warns(quota, NOON)).isFalse();
  }

  @Test
  void repeats_a_warning_of_a_sliding_window_after_its_length() {
    var quota = quota(QuotaWindow.MINUTE, 10, List.of(500));
    var account = new QuotaAccount(quota, NOON);
    account.counter().take(9);
    assertThat(account.warns(quota, NOON)).isTrue();
    assertThat(account.warns(quota, NOON + 59_999)).isFalse();
    assertThat(account.isBlank(NOON + 60_000)).isFalse();
    assertThat(account.warns(quota, NOON + 60_000)).isTrue();
    account.counter().advance(NOON + 200_000);
    assertThat(account.isBlank(NOON + 119_999)).as("must stay quiet").isFalse();
  }
}
