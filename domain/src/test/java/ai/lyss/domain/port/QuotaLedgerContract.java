package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaDemand;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.quota.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every quota ledger does. Demands are dated by the test; status is asked at its clock. */
@Timeout(60)
public abstract class QuotaLedgerContract extends QuotaLedgerScene {

  private void assertStatus(Quota quota, long used, long reserved) {
    var status = ledger().status(List.of(quota)).getFirst();
    assertThat(List.of(status.used(), status.reserved())).containsExactly(used, reserved);
  }

  @Test
  void grants_whatever_no_quota_matches() {
    var reservation = granted(amount(1_000_000, 1_000_000));
    assertThat(reservation.tenantQuotas()).isEmpty();
    assertThat(reservation.clipped()).isNull();
    ledger().settle(reservation, amount(5, 5));
    ledger().release(reservation);
  }

  @Test
  void admits_exactly_what_is_left_of_a_thousand_at_once() throws Exception {
    for (int left : List.of(0, 1, 137, 999, 1_000)) {
      var requests = quota(QuotaMetric.REQUESTS, QuotaWindow.DAY, left);
      var tokens = quota(QuotaMetric.TOKENS, QuotaWindow.MINUTE, 10L * left + 9);
      var calls = new ArrayList<Callable<QuotaDecision>>();
      for (int i = 0; i < 1_000; i++) {
        calls.add(() -> decide(amount(4, 6), requests, tokens));
      }
      int admitted = 0;
      try (var threads = Executors.newFixedThreadPool(16)) {
        for (var decision : threads.invokeAll(calls)) {
          admitted += decision.get() instanceof QuotaDecision.Granted ? 1 : 0;
        }
      }
      assertThat(admitted).isEqualTo(left);
      assertStatus(requests, 0, left);
      assertStatus(tokens, 0, 10L * left);
    }
  }

  /** Settled and released add up to what was reserved, whatever happens at once. */
  @Test
  void loses_nothing_when_everything_happens_at_once() throws Exception {
    var quota = quota(QuotaMetric.TOKENS, QuotaWindow.TOTAL, 2_000);
    var settled = new AtomicLong();
    var calls = new ArrayList<Callable<Object>>();
    for (int thread = 0; thread < 8; thread++) {
      var random = new Random(thread);
      calls.add(
          () -> {
            for (int i = 0; i < 500; i++) {
              var decision = decide(amount(random.nextInt(50), random.nextInt(50)), quota);
              if (decision instanceof QuotaDecision.Granted granted) {
                var reservation = granted.reservation();
                long used = Math.min(random.nextInt(3), amountOf(reservation));
                ledger().settle(reservation, amount(used, 0));
                ledger().release(reservation);
                settled.addAndGet(used);
              }
            }
            return settled;
          });
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var call : threads.invokeAll(calls)) {
        call.get();
      }
    }
    assertThat(settled.get()).isBetween(1_900L, 2_000L);
    assertStatus(quota, settled.get(), 0);
  }

  private static long amountOf(QuotaReservation reservation) {
    return reservation.amount().inputTokens() + reservation.amount().outputTokens();
  }

  @Test
  void takes_nothing_from_any_quota_when_one_refuses() {
    var wide = quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 1_000);
    var narrow = quota(QuotaMetric.REQUESTS, QuotaWindow.HOUR, 1);
    granted(amount(10, 10), wide, narrow);
    assertThat(exhausted(amount(10, 10), wide, narrow).quota()).isEqualTo(narrow);
    assertStatus(wide, 0, 20);
    assertStatus(narrow, 0, 1);
  }

  @Test
  void counts_each_metric_for_itself() {
    var quotas = new ArrayList<Quota>();
    for (var metric : QuotaMetric.values()) {
      quotas.add(quota(metric, QuotaWindow.MONTH, 1_000_000));
    }
    var all = quotas.toArray(Quota[]::new);
    granted(new QuotaAmount(1, 30, 500, 7_000L), all);
    assertThat(ledger().status(quotas))
        .extracting(status -> status.reserved())
        .containsExactly(1L, 530L, 30L, 500L, 7_000L);
  }

  @Test
  void replaces_a_reservation_by_what_was_used_once() {
    var quota = quota(QuotaMetric.TOKENS, QuotaWindow.HOUR, 100);
    var reservation = granted(amount(20, 60), quota);
    ledger().settle(reservation, amount(20, 5));
    assertStatus(quota, 25, 0);
    ledger().settle(reservation, amount(20, 60));
    ledger().release(reservation);
    assertStatus(quota, 25, 0);
    granted(amount(70, 5), quota);
    exhausted(amount(0, 1), quota);
  }

  @Test
  void gives_a_released_reservation_back_whole_and_once() {
    var quota = quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 100);
    var reservation = granted(amount(40, 60), quota);
    ledger().release(reservation);
    ledger().release(reservation);
    ledger().settle(reservation, amount(40, 60));
    assertStatus(quota, 0, 0);
    granted(amount(40, 60), quota);
  }

  @Test
  void takes_a_demand_that_is_repeated_once() {
    var quota = quota(QuotaMetric.REQUESTS, QuotaWindow.DAY, 2);
    var demand = demand(amount(1, 1), 1);
    var first = decide(demand, List.of(quota));
    assertThat(decide(demand, List.of(quota))).isEqualTo(first);
    assertStatus(quota, 0, 1);
  }

  @Test
  void charges_more_than_was_reserved_when_more_was_used() {
    var quota = quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 100);
    ledger().settle(granted(amount(10, 10), quota), amount(10, 200));
    assertStatus(quota, 210, 0);
    assertThat(ledger().status(List.of(quota)).getFirst().remaining()).isZero();
    exhausted(amount(0, 1), quota);
    granted(amount(0, 0), quota(QuotaMetric.REQUESTS, QuotaWindow.DAY, 1));
  }

  @Test
  void bears_absurd_amounts() {
    var quota = quota(QuotaMetric.TOKENS, QuotaWindow.MINUTE, 100);
    var total = quota(QuotaMetric.TOKENS, QuotaWindow.TOTAL, Long.MAX_VALUE);
    for (int i = 0; i < 3; i++) {
      ledger().settle(granted(amount(1, 1), total), amount(Long.MAX_VALUE, Long.MAX_VALUE));
      ledger().settle(granted(amount(-5, -5), quota), amount(-9, -9));
    }
    assertStatus(quota, 0, 0);
    ledger().settle(granted(amount(1, 1), quota), amount(Long.MAX_VALUE, Long.MAX_VALUE));
    exhausted(amount(1, 0), quota);
    exhausted(amount(Long.MAX_VALUE, Long.MAX_VALUE), quota);
    now = now.plus(Duration.ofMinutes(2));
    granted(amount(50, 50), quota);
  }

  @Test
  void lowers_the_output_to_what_fits() {
    var tokens = quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 100);
    var output = quota(QuotaMetric.OUTPUT_TOKENS, QuotaWindow.DAY, 75);
    var decision = decide(demand(amount(30, 500), 70), List.of(tokens, output));
    var reservation = ((QuotaDecision.Granted) decision).reservation();
    assertThat(reservation.clipped()).isEqualTo(70);
    assertThat(reservation.amount()).isEqualTo(amount(30, 70));
    assertStatus(tokens, 0, 100);
    assertStatus(output, 0, 70);
  }

  @Test
  void refuses_when_less_output_fits_than_is_of_use() {
    var tokens = quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 100);
    assertThat(decide(demand(amount(30, 500), 71), List.of(tokens)))
        .isInstanceOf(QuotaDecision.Exhausted.class);
    assertThat(decide(demand(amount(100, 500), 0), List.of(tokens)))
        .as("an output limit of 0 is of no use to anybody")
        .isInstanceOf(QuotaDecision.Exhausted.class);
    var input = quota(QuotaMetric.INPUT_TOKENS, QuotaWindow.DAY, 29);
    assertThat(decide(demand(amount(30, 500), 1), List.of(tokens, input)))
        .isInstanceOf(QuotaDecision.Exhausted.class);
    assertStatus(tokens, 0, 0);
  }

  @Test
  void only_counts_in_a_dry_run() {
    var dry =
        quota(
            QuotaMetric.TOKENS,
            QuotaWindow.HOUR,
            ZoneOffset.UTC,
            10,
            List.of(500),
            Quota.Mode.DRY_RUN);
    var reservation = granted(amount(50, 50), dry);
    assertThat(reservation.clipped()).isNull();
    assertThat(reservation.warning()).isNull();
    ledger().settle(reservation, amount(50, 20));
    granted(amount(5, 5), dry);
    assertStatus(dry, 70, 10);
  }

  @Test
  void charges_the_window_of_the_admission() {
    var day = quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 100);
    var minute = quota(QuotaMetric.TOKENS, QuotaWindow.MINUTE, 100);
    now = Instant.parse("2026-03-10T23:59:59.999Z");
    var reservation = granted(amount(10, 80), day, minute);
    now = now.plus(Duration.ofMinutes(2));
    granted(amount(1, 1), day, minute);
    ledger().settle(reservation, amount(10, 70));
    assertStatus(day, 0, 2);
    assertStatus(minute, 0, 2);
    granted(amount(18, 80), day, minute);
  }

  @Test
  void warns_once_a_threshold_and_window() {
    var quota =
        quota(
            QuotaMetric.TOKENS,
            QuotaWindow.DAY,
            ZoneOffset.UTC,
            1_000,
            List.of(500, 900),
            Quota.Mode.ENFORCED);
    assertThat(granted(amount(499, 0), quota).warning()).isNull();
    assertThat(granted(amount(1, 0), quota).warning()).isEqualTo(quota.id());
    assertThat(granted(amount(100, 0), quota).warning()).isNull();
    assertThat(granted(amount(300, 0), quota).warning()).isEqualTo(quota.id());
    assertThat(granted(amount(100, 0), quota).warning()).isNull();
    now = now.plus(Duration.ofDays(1));
    assertThat(granted(amount(1_000, 0), quota).warning()).isEqualTo(quota.id());
    assertThat(granted(amount(0, 0), quota).warning()).isNull();
  }

  @Test
  void warns_once_within_the_length_of_a_sliding_window() {
    var quota =
        quota(
            QuotaMetric.REQUESTS,
            QuotaWindow.MINUTE,
            ZoneOffset.UTC,
            2,
            List.of(500),
            Quota.Mode.ENFORCED);
    assertThat(granted(amount(1, 1), quota).warning()).isEqualTo(quota.id());
    now = now.plus(Duration.ofSeconds(59));
    assertThat(granted(amount(1, 1), quota).warning()).isNull();
    now = now.plus(Duration.ofSeconds(62));
    assertThat(granted(amount(1, 1), quota).warning()).isEqualTo(quota.id());
  }

  @Test
  void warns_of_one_quota_after_the_other() {
    var quotas = new Quota[2];
    for (int i = 0; i < 2; i++) {
      quotas[i] =
          quota(
              QuotaMetric.TOKENS,
              QuotaWindow.DAY,
              ZoneOffset.UTC,
              100,
              List.of(10),
              Quota.Mode.ENFORCED);
    }
    assertThat(granted(amount(20, 0), quotas).warning()).isEqualTo(quotas[0].id());
    assertThat(granted(amount(1, 0), quotas).warning()).isEqualTo(quotas[1].id());
    assertThat(granted(amount(1, 0), quotas).warning()).isNull();
  }

  @Test
  void keeps_tenants_apart() {
    var mine = quota(QuotaMetric.REQUESTS, QuotaWindow.DAY, 1);
    granted(amount(1, 1), mine);
    var other = new TenantId(UUID.randomUUID());
    var theirs =
        new Quota(
            new QuotaId(UUID.randomUUID()),
            other,
            mine.scope(),
            null,
            mine.metric(),
            mine.window(),
            mine.zone(),
            1,
            List.of(),
            mine.enforcement(),
            mine.mode());
    var caller = new Caller(other, null, null, Set.of(), null);
    var demand = new QuotaDemand(UUID.randomUUID(), caller, MODEL, amount(1, 1), 1, now);
    assertThat(decide(demand, List.of(theirs))).isInstanceOf(QuotaDecision.Granted.class);
    exhausted(amount(1, 1), mine);
  }
}
