package ai.lyss.adapter.persistence.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.adapter.persistence.secret.DataKeys;
import ai.lyss.adapter.persistence.secret.HmacKeyDigests;
import ai.lyss.adapter.persistence.secret.LocalKeyManagement;
import ai.lyss.adapter.persistence.secret.MasterKeys;
import ai.lyss.adapter.persistence.snapshot.PostgresConfigurationSource;
import ai.lyss.adapter.persistence.store.DatabaseRole;
import ai.lyss.adapter.persistence.store.JdbcTransactions;
import ai.lyss.adapter.persistence.transaction.PostgresBootstrap;
import ai.lyss.adapter.persistence.usage.LedgerOutcome;
import ai.lyss.adapter.persistence.usage.LedgerRow;
import ai.lyss.adapter.persistence.usage.PostgresUsageLedger;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.usage.RelayOpened;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** The migration that makes the roles, as the logins of real installations run it. */
@Timeout(120)
class RoleMigrationTest {

  private static final String MASTER = "m1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final Pattern TO_RUN = Pattern.compile("once: (.+?;)\\)", Pattern.DOTALL);

  @Test
  void keeps_what_was_stored_before_and_shows_it_to_its_tenant_alone() throws SQLException {
    var database = TestDatabase.empty();
    Flyway.configure().dataSource(database.dataSource()).target("4").load().migrate();
    database.execute(
        """
        insert into tenants (id, name, created_at, updated_at)
          select ('00000000-0000-7000-8000-00000000000' || n)::uuid, 't' || n, now(), now()
            from generate_series(1, 2) as n;
        insert into providers (tenant_id, id, name, vendor, created_at, updated_at)
          select id, gen_random_uuid(), 'p' || n, 'simulator', now(), now()
            from tenants, generate_series(1, 3) as n;
        insert into quota_records (relay_id, admitted_at, tenant_id, model_asked, status, streamed,
          request_id)
          select gen_random_uuid(), now() - n * interval '1 month', id, 'm', 'answered', false, 'r'
            from tenants, generate_series(0, 30) as n;
        """);

    assertThat(database.migrate()).isPositive();

    var source = database.dataSource();
    for (var table : List.of("providers", "quota_records")) {
      int each = table.equals("providers") ? 3 : 31;
      assertThat(count(source, "app", "00000000-0000-7000-8000-000000000001", table))
          .isEqualTo(each);
      assertThat(count(source, "app", "00000000-0000-7000-8000-000000000003", table)).isZero();
      assertThat(count(source, "app", "", table)).isZero();
    }
    assertThat(count(source, "relay", "", "providers")).isEqualTo(6);
    // The months of the past two years get a partition, with the rows that were in none.
    assertThat(new PostgresUsageLedger(source, Duration.ofSeconds(20)).ensurePartitions())
        .isEqualTo(new LedgerOutcome.Stored(0));
    assertThat(count(source, "app", "00000000-0000-7000-8000-000000000002", "quota_records"))
        .isEqualTo(31);
    assertThat(Integer.parseInt(text(source, "select count(*) from quota_records_default")))
        .isBetween(12, 14);
  }

  @Test
  void tells_an_ordinary_login_what_an_operator_has_to_run_and_works_after_that()
      throws SQLException {
    // As long as a name may be, so that the roles cannot be called after it.
    var name = "Of ordinary people " + Seeds.id() + " long";
    var plain = owned("plain_" + suffix(), "", name);

    var failure = catchThrowable(() -> migrate(plain));
    var found = TO_RUN.matcher(failure.getMessage());
    assertThat(found.find()).as(failure.getMessage()).isTrue();
    assertThat(found.group(1)).contains("create role lyss_app_", "grant lyss_relay_");
    new Superuser(name).run(found.group(1));

    migrate(plain);
    assertThat(plain.getUser()).isEqualTo(text(plain, "select current_user"));
    serves(plain);
    assertThat(text(new Superuser(name).source(), "select count(*) from quota_records_default"))
        .isEqualTo("0");
  }

  @Test
  void makes_its_roles_itself_where_the_login_may() throws SQLException {
    var maker = owned("maker_" + suffix(), "createrole", "made_" + suffix());

    migrate(maker);

    serves(maker);
  }

  @Test
  void works_with_a_login_that_owns_nothing() throws SQLException {
    var owner = owned("owner_" + suffix(), "createrole", "served_" + suffix());
    migrate(owner);
    var server = new PGSimpleDataSource();
    server.setUrl(owner.getUrl());
    server.setUser("server_" + suffix());
    new Superuser(owner.getDatabaseName())
        .run(
            """
            do $$ begin
              execute format('create role %1$s login');
              execute format('grant %%I, %%I, %%I to %1$s with inherit false, set true',
                lyss_role('app'), lyss_role('relay'), lyss_role('platform'));
            end $$"""
                .formatted(server.getUser()));

    serves(server);
    assertThatThrownBy(() -> text(server, "select count(*) from providers"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void refuses_a_role_that_passes_policies_by() throws SQLException {
    var database = "by_" + suffix();
    var maker = owned("maker_" + suffix(), "createrole", database);
    new Superuser(database).run("create role lyss_app_" + database + " bypassrls");
    new Superuser(database)
        .run("grant lyss_app_%s to %s with set true".formatted(database, maker.getUser()));

    assertThatThrownBy(() -> migrate(maker))
        .hasMessageContaining("neither superuser nor bypassrls");
  }

  @Test
  void runs_in_several_databases_of_a_cluster_at_once() throws Exception {
    var databases = List.of(TestDatabase.empty(), TestDatabase.empty(), TestDatabase.empty());
    try (var threads = Executors.newFixedThreadPool(databases.size())) {
      var work = new ArrayList<Callable<Integer>>();
      databases.forEach(database -> work.add(database::migrate));
      for (var migrated : threads.invokeAll(work)) {
        assertThat(migrated.get()).isPositive();
      }
    }
    var roles = new ArrayList<String>();
    for (var database : databases) {
      roles.add(text(database.dataSource(), "select lyss_role('app')"));
    }
    assertThat(roles).doesNotHaveDuplicates();
  }

  /** Does of everything that a process does with its store. */
  private static void serves(DataSource source) throws SQLException {
    var store = new JdbcTransactions(source);
    var clock = new ManualClock();
    var ids = new Ids(clock, Seeds.random());
    var random = new SecureRandom();
    var masters = new LocalKeyManagement(MasterKeys.parse(MASTER), random);
    var keys = new DataKeys(masters, random, ids, clock);
    assertThat(HmacKeyDigests.open(store, keys)).isInstanceOf(Done.class);
    var bootstrap = new PostgresBootstrap(store, ids, clock);
    assertThat(bootstrap.done("step")).isEqualTo(new Done<>(true));
    if (!(bootstrap.tenant("first") instanceof Done<Tenant>(var tenant))) {
      throw new AssertionError("tenant: not made (expected: made)");
    }
    assertThat(provided(store, tenant.id())).isInstanceOf(Done.class);
    if (!(new PostgresConfigurationSource(store, keys).load()
        instanceof Done<Configuration>(var configuration))) {
      throw new AssertionError("configuration: not loaded (expected: loaded)");
    }
    assertThat(configuration.tenants()).containsExactly(tenant);
    assertThat(configuration.providers()).hasSize(1);
    var ledger = new PostgresUsageLedger(source, Duration.ofSeconds(10));
    assertThat(ledger.store(List.of(LedgerRow.orphaned(relay(tenant.id())))))
        .isEqualTo(new LedgerOutcome.Stored(1));
    assertThat(ledger.ensurePartitions()).isEqualTo(new LedgerOutcome.Stored(0));
    assertThat(count(source, "app", tenant.id().toString(), "quota_records")).isEqualTo(1);
    assertThat(count(source, "app", "", "audit_log")).isZero();
    assertThat(count(source, "app", tenant.id().toString(), "audit_log")).isEqualTo(1);
  }

  /** A relay of a month that has no partition yet. */
  private static RelayOpened relay(TenantId tenant) {
    return new RelayOpened(
        Seeds.id(),
        Instant.now().minus(Duration.ofDays(100)),
        tenant,
        null,
        null,
        new ModelName("m"),
        false,
        1,
        1,
        null,
        "r");
  }

  private static Object provided(JdbcTransactions store, TenantId tenant) {
    return store.change(
        DatabaseRole.APP,
        connection -> {
          DatabaseRole.bind(connection, tenant);
          try (var statement = connection.createStatement()) {
            return statement.executeUpdate(
                "insert into providers (tenant_id, id, name, vendor, created_at, updated_at)"
                    + " values (lyss_tenant(), gen_random_uuid(), 'p', 'simulator', now(), now())");
          }
        });
  }

  private static long count(DataSource source, String role, String tenant, String table)
      throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "select set_config('role', lyss_role('%s'), true), set_config('lyss.tenant', '%s', true)"
              .formatted(role, tenant));
      try (var row = statement.executeQuery("select count(*) from " + table)) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void migrate(DataSource source) {
    Flyway.configure().dataSource(source).load().migrate();
  }

  private static String text(DataSource source, String sql) throws SQLException {
    try (var connection = source.getConnection();
        var query = connection.prepareStatement(sql);
        var row = query.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  private static String suffix() {
    return Seeds.id().toString().replace("-", "");
  }

  /** Makes a login and a database that it owns. */
  private static PGSimpleDataSource owned(String login, String rights, String database)
      throws SQLException {
    new Superuser("postgres").run("create role %s login %s".formatted(login, rights));
    new Superuser("postgres").run("create database \"%s\" owner %s".formatted(database, login));
    return source(login, database);
  }

  private static PGSimpleDataSource source(String login, String database) {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {TestDatabase.port()});
    source.setDatabaseName(database);
    source.setUser(login);
    return source;
  }

  /** The superuser in a database. */
  private record Superuser(String database) {

    PGSimpleDataSource source() {
      return RoleMigrationTest.source(TestDatabase.user(), database);
    }

    void run(String sql) throws SQLException {
      try (var connection = source().getConnection();
          var statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
