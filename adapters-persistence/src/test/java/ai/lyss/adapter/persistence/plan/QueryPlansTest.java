package ai.lyss.adapter.persistence.plan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.adapter.persistence.database.StatementWatch;
import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.adapter.persistence.isolation.RepositoryCalls;
import ai.lyss.adapter.persistence.usage.LedgerRow;
import ai.lyss.adapter.persistence.usage.PostgresQuotaHistory;
import ai.lyss.adapter.persistence.usage.PostgresUsageLedger;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.fixture.UsageSamples;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * No statement that the service makes while it runs reads a large table from end to end, whether
 * its tenant is small or large. {@code -Dlyss.explain.full=true} asks over a million rows of the
 * ledger, and over a hundred thousand otherwise.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@Timeout(600)
class QueryPlansTest {

  private static final int LEDGER_ROWS =
      Boolean.getBoolean("lyss.explain.full") ? 1_000_000 : 100_000;
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int PAGE = 50;

  private final PostgresStore store;
  private final AgroalDataSource source;
  private final PlanWatch plans = new PlanWatch();
  private TestDatabase database;

  QueryPlansTest(PostgresStore store, AgroalDataSource source) {
    this.store = store;
    this.source = source;
  }

  @BeforeEach
  void fill() {
    BulkRows.fill(database, LEDGER_ROWS);
  }

  @AfterEach
  void empty() {
    BulkRows.remove(database);
  }

  @Test
  void reads_no_large_table_from_end_to_end_but_for_the_snapshot() throws SQLException {
    var large = largeTables();
    assertThat(large)
        .contains("tenants", "data_keys", "providers", "channels", "channel_models", "routes")
        .contains("route_channels", "api_keys", "quotas", "audit_log", "connection_tests")
        .contains("request_answers")
        .anyMatch(table -> table.startsWith("quota_records_20"));

    watched(
        () -> {
          RepositoryCalls.ofItsOwn(store, database);
          ofTheLargestTenant();
          ofThePlatform();
          ofTheLedger();
        });
    assertThat(plans.statements()).hasSizeGreaterThan(60);
    assertThat(plans.roles()).as("who ran them").allMatch(role -> role.startsWith("lyss_"));
    assertThat(plans.reading(large)).as("plans that read large tables").isEmpty();

    // At the start, and with each change: everything is wanted, and everything is read.
    watched(() -> assertThat(store.source().load()).isInstanceOf(Done.class));
    assertThat(plans.wholes().stream().filter(large::contains))
        .containsExactlyInAnyOrder(
            "tenants",
            "data_keys",
            "providers",
            "channels",
            "channel_models",
            "routes",
            "route_channels",
            "api_keys",
            "quotas");
  }

  private void watched(Runnable work) {
    try (var watching = StatementWatch.by(plans)) {
      assertThat(watching).isNotNull();
      work.run();
    }
  }

  private void ofTheLargestTenant() {
    var tenant = BulkRows.LARGEST;
    for (var request :
        pages(Map.of("name", "provider 10", "vendor", "simulator", "enabled", "true"))) {
      page(tenant, () -> store.providers().page(tenant, request));
    }
    var provider = BulkRows.id(10).toString();
    for (var request :
        pages(Map.of("name", "n", "provider_id", provider, "tag", "tag 3", "model", "model-7"))) {
      page(tenant, () -> store.channels().page(tenant, request));
    }
    for (var request : pages(Map.of("model", "model-10", "policy", "round_robin"))) {
      page(tenant, () -> store.routes().page(tenant, request));
    }
    for (var request : pages(Map.of("name", "key 10", "role", "member", "revoked", "false"))) {
      page(tenant, () -> store.keys().page(tenant, request));
    }
    page(tenant, () -> store.routes().claimAll(tenant));
    page(tenant, () -> store.tests().latest(tenant, new ProviderId(BulkRows.id(10))));
  }

  private void ofThePlatform() {
    var tenant = BulkRows.LARGEST;
    for (var request : pages(Map.of("name", "tenant 7", "enabled", "true"))) {
      page(tenant, () -> store.tenants().page(request));
    }
    page(tenant, () -> store.tenants().find(new TenantId(BulkRows.id(7))));
    store.changed(
        Changes.create(tenant), () -> store.tenants().claim(new TenantId(BulkRows.id(7))));
    assertThat(store.bootstrap().tenant("tenant 7")).isInstanceOf(Done.class);
    assertThat(store.bootstrap().pending("step")).isInstanceOf(Done.class);
  }

  private void ofTheLedger() {
    var random = new Random(Seeds.seed());
    var rows =
        IntStream.range(0, 100)
            .mapToObj(i -> LedgerRow.closed(UsageSamples.closed(random)))
            .toList();
    assertThat(new PostgresUsageLedger(source, DEADLINE).store(rows).toString()).contains("Stored");
    var history = new PostgresQuotaHistory(source, DEADLINE);
    var scopes =
        List.of(
            new QuotaScope.WholeTenant(),
            new QuotaScope.OfKey(new KeyId(BulkRows.id(10))),
            new QuotaScope.OfUser("user 10"));
    for (var scope : scopes) {
      for (var metric : QuotaMetric.values()) {
        for (var days : List.of(0L, 1L, 30L, 20_000L)) {
          var from = Instant.now().minus(Duration.ofDays(days));
          var model = days == 1 ? new ModelName("model-10") : null;
          assertThat(history.used(quota(scope, metric, model), from, Duration.ofHours(1)))
              .isInstanceOf(Done.class);
        }
      }
    }
  }

  private static Quota quota(QuotaScope scope, QuotaMetric metric, @Nullable ModelName model) {
    return new Quota(
        new QuotaId(Seeds.id()),
        BulkRows.LARGEST,
        scope,
        model,
        metric,
        QuotaWindow.DAY,
        ZoneOffset.UTC,
        1,
        List.of(),
        Quota.Enforcement.NORMAL,
        Quota.Mode.ENFORCED);
  }

  /** First and later pages in all orders, and by each filter. */
  private static List<Page.Request> pages(Map<String, String> filters) {
    var requests = new ArrayList<Page.Request>();
    for (var by : Order.By.values()) {
      for (var way : Order.Direction.values()) {
        var value =
            switch (by) {
              case CREATED -> "";
              case UPDATED -> Instant.now().toString();
              case NAME -> "m";
            };
        var order = new Order(by, way);
        requests.add(new Page.Request(PAGE, null, order, Map.of()));
        requests.add(
            new Page.Request(PAGE, new Page.Place(value, BulkRows.id(500)), order, Map.of()));
      }
    }
    filters.forEach(
        (field, value) ->
            requests.add(new Page.Request(PAGE, null, Order.OF_MAKING, Map.of(field, value))));
    return requests;
  }

  private <T> void page(TenantId tenant, Supplier<StoreOutcome<T>> work) {
    assertThat(String.valueOf(store.readIn(tenant, work))).isNotEmpty();
  }

  private List<String> largeTables() throws SQLException {
    var tables = new ArrayList<String>();
    try (var connection = database.dataSource().getConnection();
        var query =
            connection.prepareStatement(
                "select relname from pg_class where relkind = 'r' and reltuples >= 1000"
                    + " and relnamespace = 'public'::regnamespace");
        var row = query.executeQuery()) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }
}
