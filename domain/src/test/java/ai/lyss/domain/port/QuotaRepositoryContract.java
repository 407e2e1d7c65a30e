package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Order.By;
import ai.lyss.domain.store.Order.Direction;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import ai.lyss.domain.store.StoreOutcome.Stale;
import ai.lyss.domain.store.Stored;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of quotas does when they are changed and listed. */
public abstract class QuotaRepositoryContract {

  private TenantId tenant;
  private TenantId other;

  /** Returns the store under test. */
  protected abstract ConfigurationStore store();

  @BeforeEach
  void makeTenants() {
    tenant = store().tenantNamed("tenant-" + Seeds.id()).id();
    other = store().tenantNamed("tenant-" + Seeds.id()).id();
  }

  @Test
  void returns_quotas_of_every_scope_as_they_were_added_and_gives_them_to_the_relay() {
    var scopes =
        List.of(
            new QuotaScope.WholeTenant(),
            new QuotaScope.OfKey(key(tenant)),
            new QuotaScope.OfUser("ann"));
    for (var scope : scopes) {
      var quota = quota(tenant, scope, QuotaMetric.TOKENS);

      assertThat(added(quota)).isEqualTo(quota);
      assertThat(find(tenant, quota)).isEqualTo(new Done<>(quota));
      assertThat(store().source().load())
          .isInstanceOfSatisfying(
              Done.class,
              done -> assertThat(((Configuration) done.value()).quotas()).contains(quota.value()));
    }
  }

  @Test
  void keeps_several_that_are_alike() {
    added(quota(tenant, new QuotaScope.WholeTenant(), QuotaMetric.COST));
    added(quota(tenant, new QuotaScope.WholeTenant(), QuotaMetric.COST));

    assertThat(page(new Page.Request(10, null)).items()).hasSize(2);
  }

  @Test
  void refuses_a_key_that_is_not_there_or_of_another_tenant() {
    for (var lost : List.of(new KeyId(Seeds.id()), key(other))) {
      var quota = quota(tenant, new QuotaScope.OfKey(lost), QuotaMetric.TOKENS);

      assertThat(add(quota))
          .isInstanceOfSatisfying(
              Conflict.class, conflict -> assertThat(conflict.field()).isEqualTo("scope_key_id"));
    }
  }

  @Test
  void replaces_a_quota_by_its_next_version_only() {
    var first = added(quota(tenant, new QuotaScope.WholeTenant(), QuotaMetric.TOKENS));
    var next = next(first, 7);

    assertThat(replace(tenant, next)).isEqualTo(new Done<>(next));
    assertThat(find(tenant, first)).isEqualTo(new Done<>(next));
    assertThat(replace(tenant, next)).isInstanceOf(Stale.class);
    assertThat(replace(tenant, next(next(next, 8), 9))).isInstanceOf(Stale.class);
  }

  @Test
  void misses_a_quota_of_another_tenant_or_of_none() {
    var theirs = quota(other, new QuotaScope.WholeTenant(), QuotaMetric.TOKENS);
    store().changed(Changes.create(other), () -> store().quotas().add(theirs));

    assertThat(find(tenant, theirs)).isInstanceOf(Missing.class);
    assertThat(remove(theirs)).isInstanceOf(Missing.class);
    assertThat(
            replace(tenant, next(quota(tenant, new QuotaScope.WholeTenant(), QuotaMetric.COST), 1)))
        .isInstanceOf(Missing.class);
  }

  @Test
  void removes_a_quota() {
    var quota = added(quota(tenant, new QuotaScope.WholeTenant(), QuotaMetric.TOKENS));

    assertThat(remove(quota)).isEqualTo(new Done<>(quota));
    assertThat(remove(quota)).isInstanceOf(Missing.class);
    assertThat(page(new Page.Request(10, null)).items()).isEmpty();
  }

  @Test
  void lists_by_metric_and_filters_across_pages() {
    for (var metric : List.of(QuotaMetric.TOKENS, QuotaMetric.COST, QuotaMetric.REQUESTS)) {
      for (int i = 0; i < 3; i++) {
        added(quota(tenant, new QuotaScope.OfUser("user-" + i), metric));
      }
    }
    var key = key(tenant);
    added(quota(tenant, new QuotaScope.OfKey(key), QuotaMetric.TOKENS));

    assertThat(metrics(new Order(By.NAME, Direction.DESCENDING)))
        .containsExactly(
            "tokens",
            "tokens",
            "tokens",
            "tokens",
            "requests",
            "requests",
            "requests",
            "cost",
            "cost",
            "cost");
    assertThat(filtered("metric", "cost")).isEqualTo(3);
    assertThat(filtered("window", "day")).isEqualTo(10);
    assertThat(filtered("window", "hour")).isZero();
    assertThat(filtered("model", "m")).isEqualTo(10);
    assertThat(filtered("key", key.toString())).isEqualTo(1);
    assertThat(filtered("user", "user-1")).isEqualTo(3);
  }

  private List<String> metrics(Order order) {
    var metrics = new ArrayList<String>();
    Page.Place after = null;
    do {
      var page = page(new Page.Request(4, after, order, Map.of()));
      page.items().forEach(quota -> metrics.add(quota.value().metric().wireName()));
      after = page.next();
    } while (after != null && metrics.size() < 100);
    return metrics;
  }

  private int filtered(String field, String value) {
    return page(new Page.Request(100, null, Order.OF_MAKING, Map.of(field, value))).items().size();
  }

  private Page<Stored<Quota>> page(Page.Request request) {
    return store().readIn(tenant, () -> store().quotas().page(tenant, request));
  }

  private Stored<Quota> added(Stored<Quota> quota) {
    return store().changed(Changes.create(tenant), () -> store().quotas().add(quota));
  }

  private StoreOutcome<Stored<Quota>> add(Stored<Quota> quota) {
    return store().transactions().change(Changes.create(tenant), () -> store().quotas().add(quota));
  }

  private StoreOutcome<Stored<Quota>> replace(TenantId of, Stored<Quota> next) {
    return store().transactions().change(Changes.create(of), () -> store().quotas().replace(next));
  }

  private StoreOutcome<Stored<Quota>> remove(Stored<Quota> quota) {
    return store()
        .transactions()
        .change(Changes.delete(tenant), () -> store().quotas().remove(tenant, quota.value().id()));
  }

  private StoreOutcome<Stored<Quota>> find(TenantId of, Stored<Quota> quota) {
    return store().transactions().read(of, () -> store().quotas().find(of, quota.value().id()));
  }

  private KeyId key(TenantId of) {
    var known = Keys.member(of, "key-" + Seeds.id());
    return store().changed(Changes.create(of), () -> store().keys().add(known)).id();
  }

  private static Stored<Quota> quota(TenantId of, QuotaScope scope, QuotaMetric metric) {
    return new Stored<>(
        new Quota(
            new QuotaId(Seeds.id()),
            of,
            scope,
            new ModelName("m"),
            metric,
            QuotaWindow.DAY,
            ZoneId.of("Europe/Paris"),
            1000,
            List.of(800, 950),
            Quota.Enforcement.STRICT,
            Quota.Mode.DRY_RUN),
        Revision.first(ManualClock.START));
  }

  private static Stored<Quota> next(Stored<Quota> of, long limit) {
    var quota = of.value();
    var later = ManualClock.START.plus(Duration.ofMinutes(limit));
    return new Stored<>(
        new Quota(
            quota.id(),
            quota.tenant(),
            quota.scope(),
            null,
            QuotaMetric.REQUESTS,
            QuotaWindow.TOTAL,
            ZoneId.of("UTC"),
            limit,
            List.of(),
            Quota.Enforcement.NORMAL,
            Quota.Mode.ENFORCED),
        of.revision().next(later));
  }
}
