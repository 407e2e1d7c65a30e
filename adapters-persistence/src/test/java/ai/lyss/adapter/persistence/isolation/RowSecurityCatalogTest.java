package ai.lyss.adapter.persistence.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.persistence.database.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL's own catalogue says about tables, so that a new one is in it by itself. */
class RowSecurityCatalogTest {

  /** Tables of tenants' rows, and the one of the tenants. */
  private static final String TABLES =
      """
      select c.oid, c.oid::regclass::text as name, c.relrowsecurity, c.relforcerowsecurity,
             c.relispartition, c.relacl
        from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and (c.relname = 'tenants' or exists (select from pg_attribute a
           where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
      """;

  private static final String OPEN =
      "select name from ("
          + TABLES
          + """
          ) t
           where not relrowsecurity or not relforcerowsecurity
              or (not relispartition
                and not exists (select from pg_policy p where p.polrelid = t.oid))
           order by 1
          """;

  private static TestDatabase database;

  @BeforeAll
  static void migrate() {
    database = TestDatabase.migrated();
  }

  @Test
  void forces_policies_on_every_table_of_tenants() throws SQLException {
    assertThat(texts("select name from (" + TABLES + ") t")).hasSizeGreaterThan(15);
    assertThat(texts(OPEN)).isEmpty();
  }

  @Test
  void finds_a_table_that_somebody_forgot() throws SQLException {
    database.execute("create table forgotten (tenant_id uuid)");
    try {
      assertThat(texts(OPEN)).containsExactly("forgotten");
      database.execute("alter table forgotten enable row level security");
      assertThat(texts(OPEN)).containsExactly("forgotten");
      database.execute("select lyss_isolate('forgotten', 'select')");
      assertThat(texts(OPEN)).isEmpty();
    } finally {
      database.execute("drop table forgotten");
    }
  }

  @Test
  void grants_nobody_more_than_this() throws SQLException {
    var granted =
        texts(
            """
            select role || ': ' || rights || ' on ' || string_agg(name, ', ' order by name)
              from (select grantee::regrole::text as role, t.name,
                           string_agg(lower(privilege_type), ', ' order by privilege_type) as rights
                      from (%s) t, aclexplode(t.relacl)
                     where grantee <> grantor
                     group by 1, 2) g
             group by role, rights order by 1
            """
                .formatted(TABLES));
    var columns =
        texts(
            """
            select grantee::regrole || ': ' || lower(privilege_type) || ' on ' || attrelid::regclass
                   || ' (' || attname || ')'
              from pg_attribute, aclexplode(attacl)
             where attrelid in (select oid from (%s) t) order by 1
            """
                .formatted(TABLES));

    assertThat(granted.stream().map(RowSecurityCatalogTest::nameless))
        .containsExactlyInAnyOrder(
            "app: delete, insert, select on connection_tests",
            "app: delete, insert, select, update on channel_models, channels, prices, providers,"
                + " quotas, request_answers, route_channels, routes",
            "app: insert, select on audit_log, data_keys",
            "app: insert, select, update on api_keys",
            "app: select on quota_records",
            "platform: insert on audit_log",
            "platform: insert, select on bootstrap_steps, data_keys",
            "platform: insert, select, update on tenants",
            "relay: insert on quota_records",
            "relay: select on api_keys, channel_models, channels, data_keys, prices, providers,"
                + " quotas, route_channels, routes, tenants");
    assertThat(columns.stream().map(RowSecurityCatalogTest::nameless))
        .containsExactlyInAnyOrder(
            "platform: select on api_keys (id)",
            "platform: update on data_keys (wrapped)",
            "platform: update on data_keys (version)");
  }

  @Test
  void lets_nobody_at_a_partition_but_through_the_ledger() throws SQLException {
    database.execute(
        """
        insert into quota_records (relay_id, admitted_at, tenant_id, model_asked, status, streamed,
          request_id)
        select gen_random_uuid(), now() - n * interval '1 month', gen_random_uuid(), 'm',
               'answered', false, 'r' from generate_series(0, 6) as n
        """);
    assertThat(texts("select lyss_ensure_ledger_partitions(5)")).containsExactly("8");
    var partitions =
        texts(
            """
            select c.oid::regclass || ' ' || relrowsecurity || ' ' || relforcerowsecurity || ' '
                   || (select count(*) from aclexplode(relacl) where grantee <> grantor) || ' '
                   || coalesce((select string_agg(polname, ' ') from pg_policy
                                 where polrelid = c.oid), 'none')
              from pg_class c where relispartition and relkind = 'r' order by 1
            """);

    assertThat(partitions).hasSize(13).contains("quota_records_default true true 0 owner_rows");
    assertThat(partitions.stream().filter(p -> !p.startsWith("quota_records_default")))
        .allMatch(p -> p.endsWith(" true true 0 none"));
    for (var role : List.of("app", "relay", "platform")) {
      assertThatThrownBy(() -> as(role, "select count(*) from quota_records_default"))
          .hasMessageContaining("permission denied");
    }
    assertThat(texts("select count(*) from quota_records_default")).containsExactly("0");
  }

  @Test
  void gives_rows_of_no_tenant_to_a_transaction_without_one() throws SQLException {
    database.execute(
        """
        insert into tenants (id, name, created_at, updated_at)
          values ('00000000-0000-7000-8000-00000000000a', 'lonely', now(), now());
        insert into audit_log (tenant_id, id, at, action, resource, subject)
          values ('00000000-0000-7000-8000-00000000000a', gen_random_uuid(), now(), 'a', 'b',
                  gen_random_uuid());
        """);

    var count = "select count(*) from audit_log";
    assertThat(as("app", count)).isEqualTo("0");
    assertThat(as("app", "set local lyss.tenant = ''", count)).isEqualTo("0");
    assertThat(as("app", "set local lyss.tenant = '00000000-0000-7000-8000-00000000000b'", count))
        .isEqualTo("0");
    assertThat(as("app", "set local lyss.tenant = '00000000-0000-7000-8000-00000000000a'", count))
        .isEqualTo("1");
  }

  @Test
  void keeps_audit_rows_from_being_changed_by_anybody() {
    for (var role : List.of("app", "relay", "platform")) {
      assertThatThrownBy(() -> as(role, "update audit_log set action = 'x' returning action"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> as(role, "delete from audit_log returning action"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void has_roles_that_nobody_logs_in_as_and_that_no_policy_passes_by() throws SQLException {
    assertThat(
            texts(
                """
                select rolname from pg_roles
                 where rolname in (lyss_role('app'), lyss_role('relay'), lyss_role('platform'))
                   and not rolcanlogin and not rolsuper and not rolbypassrls and not rolcreaterole
                   and not rolcreatedb
                """))
        .hasSize(3);
    assertThat(
            texts(
                """
                select p.polname || ' on ' || p.polrelid::regclass from pg_policy p
                 where not p.polname = 'owner_rows'
                   and (cardinality(p.polroles) <> 1 or p.polroles[1] = 0 or not p.polpermissive)
                """))
        .isEmpty();
  }

  @Test
  void lets_the_relay_alone_make_partitions() throws SQLException {
    assertThat(
            texts(
                """
                select part from unnest(array['app', 'relay', 'platform']) as part
                 where has_function_privilege(lyss_role(part),
                   'lyss_ensure_ledger_partitions(integer)', 'execute')
                """))
        .containsExactly("relay");
    assertThat(
            texts(
                """
                select p.oid::regprocedure::text from pg_proc p, aclexplode(p.proacl)
                 where p.pronamespace = 'public'::regnamespace and grantee = 0
                   and p.proname in ('lyss_open', 'lyss_close', 'lyss_isolate',
                     'lyss_add_ledger_partition', 'lyss_missing_ledger_partitions',
                     'lyss_ensure_ledger_partitions')
                """))
        .isEmpty();
  }

  private static String nameless(String line) {
    return line.replaceFirst("^lyss_([a-z]+)_test_[0-9a-f]+", "$1");
  }

  /** Runs statements in a transaction of a role and returns the only value of the last. */
  private static String as(String role, String... statements) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select set_config('role', lyss_role('" + role + "'), true)");
      for (var sql : statements) {
        statement.execute(sql);
      }
      try (var row = statement.getResultSet()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private static List<String> texts(String sql) throws SQLException {
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
