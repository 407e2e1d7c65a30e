package ai.lyss.adapter.persistence.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.adapter.persistence.database.StatementWatch;
import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.adapter.persistence.isolation.ForeignCalls.Call;
import ai.lyss.adapter.persistence.usage.PostgresQuotaHistory;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.port.QuotaHistory.Used;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.store.StoreOutcome;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * With the tenant predicate of the code out of the way, in two ways: rewritten to be true in every
 * statement on its way to the database, or given the other tenant's id. Each call is then made once
 * with the policies of the database, and once without: it must reach nothing with them, and
 * something without, or it would prove nothing.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ForeignTenantTest {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final PostgresStore store;
  private final AgroalDataSource source;
  private TestDatabase database;
  private StatementWatch watch = new StatementWatch() {};
  private List<String> tables;
  private TenantId mine;

  ForeignTenantTest(PostgresStore store, AgroalDataSource source) {
    this.store = store;
    this.source = source;
  }

  @BeforeEach
  void findTables() throws SQLException {
    mine = store.tenantNamed("mine-" + Seeds.id()).id();
    tables =
        texts(
            """
            select c.oid::regclass::text from pg_class c
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
               and c.relrowsecurity and not c.relispartition order by 1
            """);
    assertThat(tables).hasSizeGreaterThan(14);
  }

  @AfterEach
  void putPoliciesBack() {
    tables.forEach(
        table -> database.execute("alter table " + table + " enable row level security"));
  }

  @Test
  void keeps_everything_of_another_tenant_when_the_predicate_is_true() throws SQLException {
    watch = new TruePredicates();

    assertThat(reaching(ForeignCalls.all(), TwoTenants::mine)).isEmpty();
    assertThat(history()).isEmpty();
  }

  @Test
  void keeps_everything_of_another_tenant_that_is_asked_for_by_its_id() throws SQLException {
    assertThat(reaching(ForeignCalls.all(), TwoTenants::theirs)).isEmpty();
    assertThat(reaching(ForeignCalls.additions(), TwoTenants::theirs)).isEmpty();
  }

  @Test
  void would_reach_all_of_it_without_the_policies() throws SQLException {
    dropPolicies();

    assertThat(reaching(ForeignCalls.all(), TwoTenants::theirs))
        .containsExactlyElementsOf(ForeignCalls.all().keySet());
    assertThat(reaching(ForeignCalls.additions(), TwoTenants::theirs))
        .containsExactlyElementsOf(ForeignCalls.additions().keySet());
  }

  @Test
  void would_reach_all_of_it_without_predicate_and_policies() throws SQLException {
    dropPolicies();
    watch = new TruePredicates();

    var reaching = new ArrayList<>(ForeignCalls.all().keySet());
    // It seals the answer first, and the data key that it finds then is not one it can open.
    reaching.remove("answers.keep");
    assertThat(reaching(ForeignCalls.all(), TwoTenants::mine)).containsExactlyElementsOf(reaching);
    assertThat(history()).isNotEmpty();
  }

  @Test
  void reaches_nothing_with_the_predicate_and_without_policies() throws SQLException {
    dropPolicies();

    assertThat(reaching(ForeignCalls.all(), TwoTenants::mine)).isEmpty();
    assertThat(history()).isEmpty();
  }

  private void dropPolicies() {
    tables.forEach(
        table -> database.execute("alter table " + table + " disable row level security"));
  }

  /** Returns the calls that read or changed something of the other tenant. */
  private List<String> reaching(Map<String, Call> calls, Function<TwoTenants, TenantId> claimed)
      throws SQLException {
    var reaching = new ArrayList<String>();
    var two = TwoTenants.in(store, database, mine);
    var before = rowsOf(two.theirs());
    assertThat(before.stream().filter(row -> row.endsWith(" -")).toList())
        .as("tables in which nothing is theirs")
        .containsExactly("bootstrap_steps -", "prices -", "route_channels -");
    for (var call : calls.entrySet()) {
      var answer = answer(two, call.getValue(), claimed.apply(two));
      var changed = !rowsOf(two.theirs()).equals(before);
      if (changed || answer.contains(TwoTenants.MARK)) {
        reaching.add(call.getKey());
      }
      if (changed) {
        two = TwoTenants.in(store, database, mine);
        before = rowsOf(two.theirs());
      }
    }
    return reaching;
  }

  private String answer(TwoTenants two, Call call, TenantId claimed) {
    try (var watching = StatementWatch.by(watch)) {
      assertThat(watching).isNotNull();
      return String.valueOf(
          store
              .transactions()
              .change(Changes.create(two.mine()), () -> widened(call.of(two, claimed))));
    } catch (RuntimeException refused) {
      // What the database refuses is no answer; whether it changed something is seen in the rows.
      return "";
    }
  }

  @SuppressWarnings("unchecked")
  private static StoreOutcome<Object> widened(StoreOutcome<?> outcome) {
    return (StoreOutcome<Object>) outcome;
  }

  /** Returns what the ledger says that this tenant used, which is nothing. */
  private List<Used> history() {
    var two = TwoTenants.in(store, database, mine);
    var quota =
        new Quota(
            new QuotaId(Seeds.id()),
            two.mine(),
            new QuotaScope.WholeTenant(),
            null,
            QuotaMetric.TOKENS,
            QuotaWindow.TOTAL,
            ZoneOffset.UTC,
            1,
            List.of(),
            Quota.Enforcement.NORMAL,
            Quota.Mode.ENFORCED);
    try (var watching = StatementWatch.by(watch)) {
      assertThat(watching).isNotNull();
      var used =
          new PostgresQuotaHistory(source, DEADLINE)
              .used(quota, ManualClock.START, Duration.ofDays(1));
      if (used instanceof StoreOutcome.Done<List<Used>>(var all)) {
        return all;
      }
      throw new AssertionError("used: " + used + " (expected: Done)");
    }
  }

  /** Returns digests of a tenant's rows by table, seen as a superuser does. */
  private List<String> rowsOf(TenantId tenant) throws SQLException {
    return texts(
        tables.stream()
            .map(
                table ->
                    """
                    select '%1$s ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '-')
                      from %1$s t where %2$s = '%3$s'
                    """
                        .formatted(table, table.equals("tenants") ? "id" : "tenant_id", tenant))
            .collect(Collectors.joining(" union all ")));
  }

  private List<String> texts(String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (var connection = database.dataSource().getConnection();
        var query = connection.prepareStatement(sql);
        var row = query.executeQuery()) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
