package ai.lyss.domain.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.QuotaHistory;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaDemand;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How the ledger of one process finds its counters again, and forgets what is gone. */
class LocalQuotaHistoryTest {

  private static final TenantId TENANT = new TenantId(new UUID(1, 1));
  private static final QuotaHistory UNREACHABLE =
      (quota, from, step) -> new StoreOutcome.Unavailable<>();

  private Instant now = Instant.parse("2026-03-29T12:00:10Z");
  private final LocalQuotaLedger ledger = new LocalQuotaLedger(() -> now);
  private final List<Instant> asked = new ArrayList<>();

  /** What relays were charged, seen as the store would tell it: in steps from a moment on. */
  private QuotaHistory history(Duration ago, long amount) {
    return (quota, from, step) -> {
      asked.add(from);
      var at = now.minus(ago);
      if (at.isBefore(from)) {
        return new StoreOutcome.Done<>(List.of());
      }
      long steps = Duration.between(from, at).dividedBy(step);
      var start = from.plus(step.multipliedBy(steps));
      return new StoreOutcome.Done<>(List.of(new QuotaHistory.Used(start, amount)));
    };
  }

  private static Quota quota(QuotaWindow window) {
    return quota(new QuotaId(new UUID(2, window.ordinal())), window);
  }

  private static Quota quota(QuotaId id, QuotaWindow window) {
    return new Quota(
        id,
        TENANT,
        new QuotaScope.WholeTenant(),
        null,
        QuotaMetric.INPUT_TOKENS,
        window,
        ZoneId.of("Europe/Berlin"),
        100,
        List.of(),
        Quota.Enforcement.NORMAL,
        Quota.Mode.ENFORCED);
  }

  private long used(Quota quota) {
    return ledger.status(List.of(quota)).getFirst().used();
  }

  private boolean admits(Quota quota, long tokens) {
    var admitted = new ArrayList<QuotaDecision>();
    var caller = new Caller(TENANT, null, null, Set.of(), null);
    var amount = new QuotaAmount(1, tokens, 0, null);
    var model = new ModelName("m");
    var demand = new QuotaDemand(UUID.randomUUID(), caller, model, amount, 0, now);
    ledger.reserve(demand, List.of(quota), admitted::add);
    return admitted.getFirst() instanceof QuotaDecision.Granted;
  }

  @Test
  void restores_what_was_used_in_the_present_window() {
    for (var window : QuotaWindow.values()) {
      assertThat(ledger.restore(List.of(quota(window)), history(Duration.ofSeconds(30), 60)))
          .isTrue();
      assertThat(used(quota(window))).as("%s", window).isEqualTo(60);
      assertThat(admits(quota(window), 41)).as("%s", window).isFalse();
      assertThat(admits(quota(window), 40)).as("%s", window).isTrue();
    }
    assertThat(asked)
        .containsExactly(
            Instant.parse("2026-03-29T11:59:10Z"),
            Instant.parse("2026-03-29T11:00:00Z"),
            Instant.parse("2026-03-28T23:00:00Z"),
            Instant.parse("2026-02-28T23:00:00Z"),
            Instant.EPOCH);
  }

  @Test
  void lets_restored_use_leave_a_sliding_window_in_time() {
    var minute = quota(QuotaWindow.MINUTE);
    ledger.restore(List.of(minute), history(Duration.ofSeconds(30), 60));
    now = now.plusSeconds(30);
    assertThat(used(minute)).isEqualTo(60);
    now = now.plusMillis(500);
    assertThat(used(minute)).isZero();
  }

  @Test
  void counts_nothing_twice() {
    var day = quota(QuotaWindow.DAY);
    assertThat(admits(day, 10)).isTrue();
    assertThat(ledger.restore(List.of(day), history(Duration.ofSeconds(30), 60))).isTrue();
    assertThat(used(day)).isZero();
    var hour = quota(QuotaWindow.HOUR);
    ledger.restore(List.of(hour), history(Duration.ofSeconds(30), 60));
    ledger.restore(List.of(hour), history(Duration.ofSeconds(30), 60));
    assertThat(used(hour)).isEqualTo(60);
  }

  @Test
  void says_that_history_could_not_be_read_and_can_be_asked_again() {
    var quotas = List.of(quota(QuotaWindow.DAY), quota(QuotaWindow.TOTAL));
    assertThat(ledger.restore(quotas, UNREACHABLE)).isFalse();
    assertThat(used(quotas.getFirst())).isZero();
    assertThat(ledger.restore(quotas, history(Duration.ZERO, 7))).isTrue();
    assertThat(used(quotas.getFirst())).isEqualTo(7);
    assertThat(used(quotas.getLast())).isEqualTo(7);
  }

  @Test
  void counts_anew_when_a_quota_counts_something_else() {
    var day = quota(QuotaWindow.DAY);
    assertThat(admits(day, 100)).isTrue();
    var changed =
        new Quota(
            day.id(),
            TENANT,
            day.scope(),
            null,
            day.metric(),
            QuotaWindow.MONTH,
            day.zone(),
            100,
            List.of(),
            day.enforcement(),
            day.mode());
    assertThat(ledger.restore(List.of(changed), history(Duration.ZERO, 90))).isTrue();
    assertThat(admits(changed, 11)).isFalse();
    assertThat(admits(changed, 10)).isTrue();
  }

  @Test
  void forgets_quotas_that_are_gone() {
    var total = quota(QuotaWindow.TOTAL);
    var day = quota(QuotaWindow.DAY);
    assertThat(admits(total, 100)).isTrue();
    assertThat(admits(day, 100)).isTrue();
    ledger.retain(Set.of(day.id()));
    assertThat(admits(total, 100)).isTrue();
    assertThat(admits(day, 1)).isFalse();
  }

  @Test
  void forgets_within_hours_what_no_longer_counts() {
    for (int i = 0; i < 500; i++) {
      var hour = quota(new QuotaId(new UUID(3, i)), QuotaWindow.HOUR);
      var day = quota(new QuotaId(new UUID(4, i)), QuotaWindow.DAY);
      assertThat(admits(hour, 1)).isTrue();
      assertThat(admits(day, 1)).isTrue();
      now = now.plus(Duration.ofMinutes(30));
      // kept until the first clean-up after its window: an hour's for at most 2.5 hours, a day's
      // for at most 26, in half-hourly steps
      assertThat(ledger.size()).isLessThanOrEqualTo(6 + 53);
    }
    assertThat(ledger.size()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void keeps_what_a_running_relay_will_charge() {
    var minute = quota(new QuotaId(new UUID(5, 5)), QuotaWindow.MINUTE);
    var total = quota(QuotaWindow.TOTAL);
    var caller = new Caller(TENANT, null, null, Set.of(), null);
    var none = new QuotaAmount(1, 0, 0, null);
    var model = new ModelName("m");
    var answers = new ArrayList<QuotaDecision>();
    var demand = new QuotaDemand(UUID.randomUUID(), caller, model, none, 0, now);
    ledger.reserve(demand, List.of(total, minute), answers::add);
    now = now.plus(Duration.ofHours(5));
    assertThat(admits(minute, 1)).isTrue();
    var granted = (QuotaDecision.Granted) answers.getFirst();
    ledger.settle(granted.reservation(), new QuotaAmount(1, 30, 0, null));
    assertThat(used(total)).isEqualTo(30);
  }

  @Test
  void keeps_a_total_through_the_hourly_clean_up() {
    var total = quota(QuotaWindow.TOTAL);
    assertThat(admits(total, 100)).isTrue();
    for (int hour = 0; hour < 50; hour++) {
      now = now.plus(Duration.ofHours(1));
      assertThat(admits(quota(QuotaWindow.HOUR), 100)).isTrue();
      assertThat(admits(total, 1)).isFalse();
      now = now.plus(Duration.ofMinutes(1));
    }
  }
}
