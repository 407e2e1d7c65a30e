package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.quota.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts when, for every quota ledger: against an exact model, and on odd days. */
@Timeout(120)
public abstract class QuotaWindowsContract extends QuotaLedgerScene {

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneOffset.UTC,
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("Australia/Lord_Howe"));

  /** How many random histories are played: fewer for a ledger that is far away. */
  protected int histories() {
    return 150;
  }

  /**
   * Random demands, settlements and releases of several quotas at once. What is granted lies within
   * what an exact log leaves free; what is refused or clipped would not fit into a log over 121/120
   * of the window.
   */
  @Test
  void agrees_with_an_exact_log_from_both_sides() {
    int granted = 0;
    int refused = 0;
    int clipped = 0;
    for (long seed = 0; seed < histories(); seed++) {
      var random = new Random(seed);
      var quotas = randomQuotas(random);
      var model = new ExactQuotaModel();
      var open = new ArrayList<QuotaReservation>();
      for (int step = 0; step < 250; step++) {
        now = now.plusNanos((long) (random.nextExponential() * pause(random) * 1e6));
        if (!open.isEmpty() && random.nextInt(5) < 2) {
          end(open.remove(random.nextInt(open.size())), model, random);
          continue;
        }
        var asked = new QuotaAmount(1, random.nextInt(20), random.nextInt(30), cost(random));
        long least = random.nextBoolean() ? asked.outputTokens() : random.nextInt(10);
        var demand = demand(asked, least);
        var what = "seed %d, step %d".formatted(seed, step);
        switch (decide(demand, quotas)) {
          case QuotaDecision.Granted ok -> {
            granted++;
            clipped += ok.reservation().clipped() == null ? 0 : 1;
            checkGrant(what, ok.reservation(), asked, Math.max(1, least), quotas, model);
            model.charge(demand.relay(), now, ok.reservation().amount());
            open.add(ok.reservation());
          }
          case QuotaDecision.Exhausted no -> {
            refused++;
            long output = Math.min(Math.max(1, least), asked.outputTokens());
            assertThat(quotas)
                .as(what)
                .anyMatch(quota -> model.leastRoom(quota, now) < needed(quota, asked, output));
          }
          case QuotaDecision.Unreachable unreachable -> throw new AssertionError(what);
        }
      }
    }
    assertThat(List.of(granted, refused, clipped)).allMatch(count -> count > 2 * histories());
  }

  private List<Quota> randomQuotas(Random random) {
    var quotas = new ArrayList<Quota>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      var metric = QuotaMetric.values()[random.nextInt(QuotaMetric.values().length)];
      var window = QuotaWindow.values()[random.nextInt(QuotaWindow.values().length)];
      long limit = metric == QuotaMetric.REQUESTS ? random.nextInt(60) : random.nextInt(1_500);
      var zone = ZONES.get(random.nextInt(ZONES.size()));
      quotas.add(quota(metric, window, zone, limit, List.of(), Quota.Mode.ENFORCED));
    }
    return quotas;
  }

  /** A mean pause in milliseconds: the scale of a bucket, a minute, an hour, a day. */
  private static long pause(Random random) {
    long[] scales = {20, 400, 2_000, 30_000, 600_000, 20_000_000};
    return random.nextInt(40) == 0 ? scales[5] : scales[random.nextInt(5)];
  }

  private static Long cost(Random random) {
    return (long) random.nextInt(50);
  }

  private void end(QuotaReservation reservation, ExactQuotaModel model, Random random) {
    var held = reservation.amount();
    if (random.nextInt(4) == 0) {
      ledger().release(reservation);
      model.settle(reservation.relay(), new QuotaAmount(0, 0, 0, 0L));
      return;
    }
    var used =
        new QuotaAmount(
            1,
            random.nextLong(held.inputTokens() + 1),
            random.nextLong(held.outputTokens() + 1),
            random.nextLong(held.costNanos() + 1));
    ledger().settle(reservation, used);
    model.settle(reservation.relay(), used);
  }

  private static long needed(Quota quota, QuotaAmount asked, long output) {
    return ExactQuotaModel.fixed(quota.metric(), asked)
        + ExactQuotaModel.output(quota.metric(), output);
  }

  private void checkGrant(
      String what,
      QuotaReservation reservation,
      QuotaAmount asked,
      long least,
      List<Quota> quotas,
      ExactQuotaModel model) {
    long output = reservation.amount().outputTokens();
    assertThat(quotas)
        .as(what)
        .allMatch(quota -> needed(quota, asked, output) <= model.mostRoom(quota, now));
    if (reservation.clipped() == null) {
      assertThat(reservation.amount()).as(what).isEqualTo(asked);
    } else {
      assertThat(reservation.clipped()).as(what).isEqualTo(output).isGreaterThanOrEqualTo(least);
      assertThat(quotas)
          .as(what + ": clipped though more would fit")
          .anyMatch(quota -> model.leastRoom(quota, now) < needed(quota, asked, output + 1));
    }
  }

  @ParameterizedTest
  @EnumSource(value = QuotaWindow.class, names = "TOTAL", mode = EnumSource.Mode.EXCLUDE)
  void says_to_the_millisecond_when_a_demand_will_fit(QuotaWindow window) {
    for (long seed = 0; seed < 30; seed++) {
      var random = new Random(seed);
      var zone = ZONES.get(random.nextInt(ZONES.size()));
      var quota = quota(QuotaMetric.TOKENS, window, zone, 100, List.of(), Quota.Mode.ENFORCED);
      for (int i = 0; i < 12; i++) {
        decide(amount(random.nextInt(30), 0), quota);
        now = now.plusMillis(random.nextInt(4_000));
      }
      var asked = amount(40 + random.nextInt(61), 0);
      if (decide(asked, quota) instanceof QuotaDecision.Exhausted no) {
        now = no.resetAt().minusMillis(1);
        assertThat(exhausted(asked, quota).resetAt()).as("seed %d", seed).isEqualTo(no.resetAt());
        now = no.resetAt();
        granted(asked, quota);
      }
    }
  }

  @Test
  void says_that_no_waiting_helps_what_will_never_fit() {
    var day = quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 10);
    var hour = quota(QuotaMetric.TOKENS, QuotaWindow.HOUR, 10);
    var total = quota(QuotaMetric.REQUESTS, QuotaWindow.TOTAL, 0);
    assertThat(exhausted(amount(11, 0), day).resetAt()).isNull();
    assertThat(exhausted(amount(11, 0), hour).resetAt()).isNull();
    assertThat(exhausted(amount(1, 0), total).resetAt()).isNull();
    assertThat(exhausted(amount(11, 0), day, total, hour).resetAt()).isNull();
  }

  @Test
  void names_the_quota_that_binds_for_the_longest() {
    var minute = quota(QuotaMetric.REQUESTS, QuotaWindow.MINUTE, 1);
    var day = quota(QuotaMetric.REQUESTS, QuotaWindow.DAY, 1);
    var hour = quota(QuotaMetric.REQUESTS, QuotaWindow.HOUR, 1);
    granted(amount(1, 1), minute, day, hour);
    var exhausted = exhausted(amount(1, 1), minute, day, hour);
    assertThat(exhausted.quota()).isEqualTo(day);
    assertThat(exhausted.resetAt()).isEqualTo(Instant.parse("2026-03-11T00:00:00Z"));
  }

  /** Days of 23, 24, 25, 24.5 hours; a midnight that is skipped, that comes twice; a lost day. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin,       2026-03-28T23:00:00Z, 23:00",
    "Europe/Berlin,       2026-03-29T22:00:00Z, 24:00",
    "Europe/Berlin,       2026-10-24T22:00:00Z, 25:00",
    "America/New_York,    2026-03-08T05:00:00Z, 23:00",
    "America/New_York,    2026-11-01T04:00:00Z, 25:00",
    "Australia/Lord_Howe, 2026-04-04T13:00:00Z, 24:30",
    "Asia/Beirut,         2026-03-28T22:00:00Z, 23:00",
    "America/Havana,      2026-03-08T05:00:00Z, 23:00",
    "America/Havana,      2026-11-01T04:00:00Z, 25:00",
    "Asia/Kathmandu,      2026-03-09T18:15:00Z, 24:00",
    "Pacific/Apia,        2011-12-29T10:00:00Z, 24:00",
    "America/St_Johns,    2010-11-07T02:30:00Z, 25:00",
    "America/St_Johns,    2010-11-06T02:30:00Z, 24:00",
  })
  void ends_a_day_where_the_next_one_starts(ZoneId zone, Instant start, String length) {
    var parts = length.split(":");
    var end =
        start
            .plus(Duration.ofHours(Long.parseLong(parts[0])))
            .plus(Duration.ofMinutes(Long.parseLong(parts[1])));
    now = start.minusMillis(1);
    var quota =
        quota(QuotaMetric.REQUESTS, QuotaWindow.DAY, zone, 1, List.of(), Quota.Mode.ENFORCED);
    granted(amount(1, 1), quota);
    assertThat(exhausted(amount(1, 1), quota).resetAt()).isEqualTo(start);
    now = start;
    granted(amount(1, 1), quota);
    assertThat(exhausted(amount(1, 1), quota).resetAt()).isEqualTo(end);
    now = end.minusMillis(1);
    assertThat(exhausted(amount(1, 1), quota).resetAt()).isEqualTo(end);
    now = end;
    granted(amount(1, 1), quota);
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,              2026-02-28T23:59:59.999Z, 2026-03-01T00:00:00Z",
    "Europe/Berlin,    2026-03-15T00:00:00Z,     2026-03-31T22:00:00Z",
    "Europe/Berlin,    2026-10-31T22:59:59.999Z, 2026-10-31T23:00:00Z",
    "America/New_York, 2026-12-31T12:00:00Z,     2027-01-01T05:00:00Z",
    "UTC,              2028-02-29T00:00:00Z,     2028-03-01T00:00:00Z",
  })
  void ends_a_month_with_its_last_day(ZoneId zone, Instant within, Instant end) {
    now = within;
    var quota =
        quota(QuotaMetric.REQUESTS, QuotaWindow.MONTH, zone, 1, List.of(), Quota.Mode.ENFORCED);
    granted(amount(1, 1), quota);
    assertThat(exhausted(amount(1, 1), quota).resetAt()).isEqualTo(end);
    now = end.minusMillis(1);
    exhausted(amount(1, 1), quota);
    now = end;
    granted(amount(1, 1), quota);
  }

  @Test
  void tells_how_a_quota_stands_and_when_it_will_be_unused() {
    var minute = quota(QuotaMetric.TOKENS, QuotaWindow.MINUTE, 100);
    var day = quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 100);
    var total = quota(QuotaMetric.TOKENS, QuotaWindow.TOTAL, 100);
    ledger().settle(granted(amount(10, 10), minute, day, total), amount(10, 5));
    now = now.plusSeconds(20);
    granted(amount(30, 10), minute, day, total);
    var standing = ledger().status(List.of(minute, day, total));
    assertThat(standing).allMatch(s -> s.used() == 15 && s.reserved() == 40);
    assertThat(standing).allMatch(s -> s.remaining() == 45);
    assertThat(standing.get(0).resetAt()).isBetween(now.plusSeconds(60), now.plusMillis(60_500));
    assertThat(standing.get(1).resetAt()).isEqualTo(Instant.parse("2026-03-11T00:00:00Z"));
    assertThat(standing.get(2).resetAt()).isNull();
    now = standing.get(0).resetAt();
    assertThat(ledger().status(List.of(minute)).getFirst().remaining()).isEqualTo(100);
  }

  @Test
  void tells_of_a_quota_that_was_never_used() {
    var quotas = new ArrayList<Quota>();
    for (var window : QuotaWindow.values()) {
      quotas.add(quota(QuotaMetric.REQUESTS, window, 7));
    }
    assertThat(ledger().status(quotas))
        .hasSize(5)
        .allMatch(status -> status.remaining() == 7 && status.used() == 0);
  }

  @Test
  void holds_when_demands_arrive_slightly_out_of_order() {
    var quota = quota(QuotaMetric.REQUESTS, QuotaWindow.MINUTE, 10);
    var first = now;
    for (int i = 0; i < 10; i++) {
      now = first.plusMillis(i % 2 == 0 ? 600 : 0);
      assertThat(granted(amount(1, 1), quota).admittedAt()).isEqualTo(first.plusMillis(600));
    }
    exhausted(amount(1, 1), quota);
    now = first.plusSeconds(60);
    exhausted(amount(1, 1), quota);
    now = first.plusMillis(61_600);
    granted(amount(1, 1), quota);
  }
}
