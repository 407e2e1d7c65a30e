package ai.lyss.adapter.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.model.Capability;
import ai.lyss.domain.model.ModelName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MigrationTest {

  private static TestDatabase database;

  @BeforeAll
  static void migrate() {
    database = TestDatabase.migrated();
  }

  @Test
  void goes_up_from_empty_and_has_nothing_left_to_do_the_second_time() {
    var fresh = TestDatabase.empty();

    assertThat(fresh.migrate()).isPositive();
    assertThat(fresh.migrate()).isZero();
  }

  @Test
  void puts_a_tenant_into_every_table_and_every_reference() throws SQLException {
    var without =
        texts(
            """
            select table_name from information_schema.tables t
            where table_schema = 'public' and table_type = 'BASE TABLE'
              and table_name not in ('tenants', 'flyway_schema_history')
              and not exists (select from information_schema.columns c
                where c.table_schema = 'public' and c.table_name = t.table_name
                  and c.column_name = 'tenant_id')
            """);
    var crossing =
        texts(
            """
            select conname from pg_constraint
            where contype = 'f' and connamespace = 'public'::regnamespace
              and confrelid <> 'tenants'::regclass
              and not exists (
                select from unnest(conkey, confkey) as pair (near, far)
                join pg_attribute n on n.attrelid = conrelid and n.attnum = near
                join pg_attribute f on f.attrelid = confrelid and f.attnum = far
                where n.attname = 'tenant_id' and f.attname = 'tenant_id')
            """);

    assertThat(without).isEmpty();
    assertThat(crossing).isEmpty();
  }

  @Test
  void has_an_index_for_every_reference() throws SQLException {
    var withoutIndex =
        texts(
            """
            select conname from pg_constraint c
            where contype = 'f' and connamespace = 'public'::regnamespace
              and confrelid <> 'tenants'::regclass
              and not exists (select from pg_index i where i.indrelid = c.conrelid
                and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
            """);

    assertThat(withoutIndex).isEmpty();
  }

  @Test
  void knows_capabilities_as_the_domain_does() throws SQLException {
    var known =
        texts(
            """
            select (regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g'))[1]
            from pg_constraint where conname = 'ck_channel_models__capabilities'
            """);

    assertThat(known)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Capability.values()).map(Capability::wireName).toList());
  }

  @Test
  void knows_model_names_as_the_domain_does() throws SQLException {
    var names =
        new ArrayList<>(List.of("", ".", "..", "a/../b", "a/./b", "a//b", "/a", "a/", "a.b"));
    names.addAll(
        List.of("x".repeat(256), "x".repeat(257), "a\nb", "a b", "gpt-4o:free", "ä", "a%b"));
    var random = Seeds.random();
    var letters = "/./..a-?#%\\\"<>:é\n ~!";
    for (int i = 0; i < 500; i++) {
      var name = new StringBuilder();
      for (int k = random.nextInt(1, 9); k > 0; k--) {
        name.append(letters.charAt(random.nextInt(letters.length())));
      }
      names.add(name.toString());
    }

    try (var connection = database.dataSource().getConnection();
        var query = connection.prepareStatement("select is_model_name(?)")) {
      for (var name : names) {
        query.setString(1, name);
        try (var row = query.executeQuery()) {
          row.next();
          assertThat(row.getBoolean(1))
              .as("'%s', seed %d", name, Seeds.seed())
              .isEqualTo(ModelName.problem(name) == null);
        }
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
