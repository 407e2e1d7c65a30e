package ai.lyss.adapter.persistence.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.adapter.persistence.secret.DataKeys;
import ai.lyss.adapter.persistence.snapshot.PostgresConfigurationSource;
import ai.lyss.adapter.persistence.store.JdbcTransactions;
import ai.lyss.adapter.persistence.transaction.PostgresBootstrap;
import ai.lyss.adapter.persistence.transaction.PostgresTenantTransaction;
import ai.lyss.adapter.persistence.usage.LedgerOutcome;
import ai.lyss.adapter.persistence.usage.PostgresUsageLedger;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fake.InMemoryKeyManagement;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Unavailable;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.narayana.NarayanaTransactionIntegration;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.Driver;

/**
 * One connection for everybody: whatever a transaction did, and however it ended, the next one is
 * nobody's until it is bound.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@Timeout(60)
class PooledTenantsTest {

  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String NAMES = "select string_agg(name, ' ' order by name) from providers";
  private static final String STANDING =
      "select current_user || ' ' || current_setting('role')"
          + " || ' ' || coalesce(nullif(current_setting('lyss.tenant', true), ''), 'nobody')"
          + " || ' ' || current_setting('transaction_read_only')"
          + " || ' ' || current_setting('statement_timeout')";

  private final PostgresStore store;
  private final TransactionManager manager;
  private final TransactionSynchronizationRegistry registry;
  private final EntityManager entities;
  private TestDatabase database;
  private AgroalDataSource pool;
  private TenantTransaction transactions;
  private TenantId one;
  private TenantId other;
  private String backend;

  PooledTenantsTest(
      PostgresStore store,
      TransactionManager manager,
      TransactionSynchronizationRegistry registry,
      EntityManager entities) {
    this.store = store;
    this.manager = manager;
    this.registry = registry;
    this.entities = entities;
  }

  @BeforeEach
  void makeTenants() throws SQLException {
    one = tenant("one");
    other = tenant("other");
    pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                    of ->
                        of.maxSize(1)
                            .acquisitionTimeout(DEADLINE)
                            .transactionIntegration(
                                new NarayanaTransactionIntegration(manager, registry))
                            .connectionFactoryConfiguration(
                                to ->
                                    to.jdbcUrl(database.url(TestDatabase.port()))
                                        .connectionProviderClass(Driver.class)
                                        .principal(new NamePrincipal(TestDatabase.user())))));
    transactions = new PostgresTenantTransaction(manager, pool, ids(), new ManualClock());
    backend = text("select pg_backend_pid()");
  }

  @AfterEach
  void showsEachItsOwn() {
    assertNobody();
    for (int i = 0; i < 3; i++) {
      assertThat(read(one)).isEqualTo(new Done<>("one"));
      assertThat(read(other)).isEqualTo(new Done<>("other"));
    }
    assertNobody();
    pool.close();
  }

  @Test
  void after_a_commit() {
    for (int i = 0; i < 20; i++) {
      var tenant = i % 2 == 0 ? one : other;
      var name = i % 2 == 0 ? "one" : "other";
      assertThat(change(tenant, "update providers set version = version + 1"))
          .isEqualTo(new Done<>(1));
      assertThat(read(tenant)).isEqualTo(new Done<>(name));
    }
    assertSameConnection();
  }

  @Test
  void after_a_rollback() {
    assertThat(run(one, () -> new Conflict<>("name", "m"))).isInstanceOf(Conflict.class);
    assertSameConnection();
  }

  @Test
  void after_a_bug() {
    assertThatThrownBy(
            () ->
                run(
                    one,
                    () -> {
                      throw new IllegalArgumentException("a bug");
                    }))
        .hasMessage("a bug");
    assertSameConnection();
  }

  @Test
  void after_an_error_of_the_database() {
    assertThatThrownBy(() -> change(one, "update providers set version = 1 / 0"))
        .hasStackTraceContaining("division by zero");
    assertSameConnection();
  }

  @Test
  void after_a_row_that_a_policy_refused() {
    assertThatThrownBy(() -> change(one, "update providers set tenant_id = '" + other + "'"))
        .hasStackTraceContaining("row-level security");
    assertSameConnection();
  }

  @Test
  void after_a_statement_that_was_cancelled() {
    var outcome =
        run(
            one,
            () -> {
              update("set local statement_timeout = '50ms'");
              return new Done<>(text("select pg_sleep(30)"));
            });

    assertThat(outcome).isInstanceOf(Unavailable.class);
    assertSameConnection();
  }

  @Test
  void after_a_connection_that_was_killed() {
    var outcome =
        run(
            one,
            () -> {
              database.execute("select pg_terminate_backend(" + backend + ")");
              return new Done<>(text(NAMES));
            });

    assertThat(outcome).isInstanceOf(Unavailable.class);
    assertThat(text("select pg_backend_pid()")).isNotEqualTo(backend);
  }

  @Test
  void after_a_role_and_a_tenant_that_the_work_took() {
    assertThatThrownBy(
            () ->
                change(
                    one,
                    "do $$ begin perform set_config('role', lyss_role('relay'), true);"
                        + " perform set_config('lyss.tenant', '%s', true); end $$"
                            .formatted(other)))
        .as("the audit row, which is another's to write by now")
        .hasStackTraceContaining("permission denied for table audit_log");
    assertSameConnection();
  }

  @Test
  void after_work_of_the_installation_and_of_the_relay() {
    var jdbc = new JdbcTransactions(pool);
    var keys =
        new DataKeys(
            new InMemoryKeyManagement("none"), new SecureRandom(), ids(), new ManualClock());
    assertThat(new PostgresConfigurationSource(jdbc, keys).load()).isInstanceOf(Done.class);
    assertNobody();
    assertThat(new PostgresBootstrap(jdbc, ids(), new ManualClock()).tenant("t-" + Seeds.id()))
        .isInstanceOf(Done.class);
    assertNobody();
    assertThat(new PostgresUsageLedger(pool, DEADLINE).ensurePartitions())
        .isEqualTo(new LedgerOutcome.Stored(0));
    assertSameConnection();
  }

  @Test
  void after_tenants_were_administered_within_the_transaction() {
    var seen =
        store.readIn(
            one,
            () -> {
              assertThat(store.tenants().find(other)).isInstanceOf(Done.class);
              return new Done<>(entities.createNativeQuery(STANDING).getSingleResult());
            });

    assertThat(String.valueOf(seen)).startsWith("lyss_app_").endsWith(" " + one + " on 10s");
  }

  private void assertSameConnection() {
    assertThat(text("select pg_backend_pid()")).isEqualTo(backend);
  }

  private void assertNobody() {
    assertThat(text(STANDING)).isEqualTo("postgres none nobody off 0");
  }

  private TenantId tenant(String name) {
    var tenant = store.tenantNamed(name + "-" + Seeds.id()).id();
    store.changed(
        Changes.create(tenant), () -> store.providers().add(Providers.simulator(tenant, name)));
    return tenant;
  }

  /** Reads the names of all providers that are to be seen. */
  private StoreOutcome<String> read(TenantId tenant) {
    return transactions.read(tenant, () -> new Done<>(text(NAMES)));
  }

  private StoreOutcome<Integer> change(TenantId tenant, String sql) {
    return run(tenant, () -> new Done<>(update(sql)));
  }

  private <T> StoreOutcome<T> run(TenantId tenant, Supplier<StoreOutcome<T>> work) {
    return transactions.change(Changes.create(tenant), work);
  }

  private Integer update(String sql) {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String text(String sql) {
    try (var connection = pool.getConnection();
        var query = connection.prepareStatement(sql);
        var row = query.executeQuery()) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Ids ids() {
    return new Ids(new ManualClock(), Seeds.random());
  }
}
