package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.fixture.UsageSamples;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.QuotaHistory.Used;
import ai.lyss.domain.pricing.Cost;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageProvenance;
import ai.lyss.domain.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link QuotaHistory} does. */
@Timeout(60)
public abstract class QuotaHistoryContract {

  private static final Instant FROM = UsageSamples.FIRST;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final TenantId TENANT = new TenantId(new UUID(1, 1));
  private static final TenantId OTHER_TENANT = new TenantId(new UUID(1, 2));
  private static final KeyId KEY = new KeyId(new UUID(2, 1));
  private static final KeyId OTHER_KEY = new KeyId(new UUID(2, 2));
  private static final ModelName MODEL = new ModelName("gpt-4o-mini");
  private static final ModelName OTHER_MODEL = new ModelName("claude-sonnet");
  private static final QuotaScope ALL = new QuotaScope.WholeTenant();

  /** Returns the history of a ledger that holds exactly these rows. */
  protected abstract QuotaHistory historyOf(List<UsageRecord> stored);

  @Test
  void sums_each_metric_a_step() {
    var history =
        historyOf(
            List.of(
                row(TENANT, KEY, "ann", MODEL, 0, 10L, 5L, 100L),
                row(TENANT, KEY, "ann", MODEL, 59, 20L, 6L, 200L),
                row(TENANT, KEY, "ann", MODEL, 60, 30L, 7L, 400L),
                row(TENANT, KEY, "ann", MODEL, 250, 40L, 8L, 800L)));
    assertThat(used(history, quota(ALL, null, QuotaMetric.REQUESTS))).isEqualTo(steps(2, 1, 1));
    assertThat(used(history, quota(ALL, null, QuotaMetric.INPUT_TOKENS)))
        .isEqualTo(steps(30, 30, 40));
    assertThat(used(history, quota(ALL, null, QuotaMetric.OUTPUT_TOKENS)))
        .isEqualTo(steps(11, 7, 8));
    assertThat(used(history, quota(ALL, null, QuotaMetric.TOKENS))).isEqualTo(steps(41, 37, 48));
    assertThat(used(history, quota(ALL, null, QuotaMetric.COST))).isEqualTo(steps(300, 400, 800));
  }

  @Test
  void counts_only_what_the_scope_and_the_model_cover() {
    var history =
        historyOf(
            List.of(
                row(TENANT, KEY, "ann", MODEL, 1, 1L, 0L, null),
                row(TENANT, KEY, null, OTHER_MODEL, 1, 2L, 0L, null),
                row(TENANT, OTHER_KEY, "ann", MODEL, 1, 4L, 0L, null),
                row(TENANT, null, "bob", MODEL, 1, 8L, 0L, null),
                row(OTHER_TENANT, KEY, "ann", MODEL, 1, 16L, 0L, null)));
    var metric = QuotaMetric.INPUT_TOKENS;
    assertThat(total(history, quota(ALL, null, metric))).isEqualTo(15);
    assertThat(total(history, quota(ALL, MODEL, metric))).isEqualTo(13);
    assertThat(total(history, quota(new QuotaScope.OfKey(KEY), null, metric))).isEqualTo(3);
    assertThat(total(history, quota(new QuotaScope.OfKey(KEY), MODEL, metric))).isEqualTo(1);
    assertThat(total(history, quota(new QuotaScope.OfUser("ann"), null, metric))).isEqualTo(5);
    assertThat(total(history, quota(new QuotaScope.OfUser("ann'"), null, metric))).isZero();
  }

  @Test
  void leaves_out_relays_admitted_earlier() {
    var history =
        historyOf(
            List.of(
                row(TENANT, KEY, "ann", MODEL, -1, 1L, 0L, null),
                row(TENANT, KEY, "ann", MODEL, 0, 2L, 0L, null)));
    assertThat(total(history, quota(ALL, null, QuotaMetric.INPUT_TOKENS))).isEqualTo(2);
  }

  @Test
  void leaves_out_relays_that_were_not_charged() {
    var charged = row(TENANT, KEY, "ann", MODEL, 1, 1L, 1L, null);
    var released =
        new UsageRecord(
            charged.opened(),
            RelayStatus.FAILED,
            503,
            null,
            null,
            1,
            TokenUsage.UNKNOWN,
            null,
            null,
            null,
            null,
            MINUTE);
    var history = historyOf(List.of(released));
    assertThat(used(history, quota(ALL, null, QuotaMetric.REQUESTS))).isEmpty();
    assertThat(used(history, quota(ALL, null, QuotaMetric.TOKENS))).isEmpty();
  }

  @Test
  void takes_numbers_nobody_gave_as_nothing() {
    var history = historyOf(List.of(row(TENANT, KEY, "ann", MODEL, 1, null, 7L, null)));
    assertThat(total(history, quota(ALL, null, QuotaMetric.TOKENS))).isEqualTo(7);
    assertThat(used(history, quota(ALL, null, QuotaMetric.INPUT_TOKENS))).isEmpty();
    assertThat(used(history, quota(ALL, null, QuotaMetric.COST))).isEmpty();
  }

  @Test
  void takes_one_step_that_is_longer_than_all_of_time() {
    var history = historyOf(List.of(row(TENANT, KEY, "ann", MODEL, 99, 3L, 7L, null)));
    var outcome =
        history.used(
            quota(ALL, null, QuotaMetric.TOKENS), FROM, Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(outcome).isEqualTo(new StoreOutcome.Done<>(List.of(new Used(FROM, 10))));
  }

  @Test
  void takes_no_step_of_nothing() {
    var history = historyOf(List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> history.used(quota(ALL, null, QuotaMetric.TOKENS), FROM, Duration.ZERO))
        .withMessageContaining("PT0S");
  }

  private static List<Used> steps(long first, long second, long fifth) {
    return List.of(
        new Used(FROM, first),
        new Used(FROM.plus(MINUTE), second),
        new Used(FROM.plus(MINUTE.multipliedBy(4)), fifth));
  }

  private static long total(QuotaHistory history, Quota quota) {
    return used(history, quota).stream().mapToLong(Used::amount).sum();
  }

  private static List<Used> used(QuotaHistory history, Quota quota) {
    var outcome = history.used(quota, FROM, MINUTE);
    assertThat(outcome).isInstanceOf(StoreOutcome.Done.class);
    return ((StoreOutcome.Done<List<Used>>) outcome).value();
  }

  private static Quota quota(QuotaScope scope, ModelName model, QuotaMetric metric) {
    return new Quota(
        new QuotaId(new UUID(3, 1)),
        TENANT,
        scope,
        model,
        metric,
        QuotaWindow.DAY,
        ZoneOffset.UTC,
        1000,
        List.of(),
        Quota.Enforcement.NORMAL,
        Quota.Mode.ENFORCED);
  }

  private static UsageRecord row(
      TenantId tenant,
      KeyId key,
      String user,
      ModelName model,
      long second,
      Long input,
      Long output,
      Long nanos) {
    var admitted = FROM.plusSeconds(second);
    var id = UUID.nameUUIDFromBytes((tenant + "/" + key + "/" + user + model + second).getBytes());
    var opened =
        new RelayOpened(id, admitted, tenant, key, user, model, false, 1, 1, null, "request");
    return new UsageRecord(
        opened,
        RelayStatus.ANSWERED,
        200,
        model,
        null,
        1,
        new TokenUsage(input, output, null, null, null),
        UsageProvenance.VENDOR,
        nanos == null ? null : new Cost(nanos, "USD", new UUID(4, 1)),
        null,
        null,
        MINUTE);
  }
}
