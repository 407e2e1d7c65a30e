package ai.lyss.adapter.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@Timeout(30)
class PostgresNoticeTest {

  private static final int ARRIVES_WITHIN_MILLIS = 10_000;

  private final PostgresStore store;
  private final EntityManager entities;
  private TestDatabase database;
  private Connection listener;
  private TenantId tenant;

  PostgresNoticeTest(PostgresStore store, EntityManager entities) {
    this.store = store;
    this.entities = entities;
  }

  @BeforeEach
  void listen() throws SQLException {
    tenant = store.tenantNamed("tenant-" + Seeds.id()).id();
    listener = database.dataSource().getConnection();
    try (var statement = listener.createStatement()) {
      statement.execute("listen lyss_configuration");
    }
  }

  @AfterEach
  void close() throws SQLException {
    listener.close();
  }

  @Test
  void comes_after_the_commit_and_not_before() {
    store.changed(
        Changes.create(tenant),
        () -> {
          assertThat(noticesSoFar()).isEmpty();
          return new Done<>(1);
        });

    assertThat(nextNotices()).containsExactly(tenant.toString());
  }

  @Test
  void comes_with_a_new_tenant() {
    var made = store.tenantNamed("tenant-" + Seeds.id());
    store.tenantNamed(made.name());

    assertThat(nextNotices()).containsExactly(made.id().toString());
    assertThat(store.audit(made.id()))
        .containsExactly(Changes.of(made.id(), "create", "tenant", made.id().value()));
  }

  @Test
  void does_not_come_after_a_rollback_or_a_read() {
    store.transactions().change(Changes.create(tenant), () -> new Conflict<>("name", "m"));
    assertThatThrownBy(
            () ->
                store
                    .transactions()
                    .change(
                        Changes.create(tenant),
                        () -> {
                          throw new IllegalArgumentException("a bug");
                        }))
        .isInstanceOf(IllegalArgumentException.class);
    store.readIn(tenant, () -> new Done<>(1));
    // Notices arrive in the order of their commits: whatever came before this one would show.
    var witness = store.tenantNamed("tenant-" + Seeds.id());

    assertThat(nextNotices()).containsExactly(witness.id().toString());
  }

  @Test
  void comes_with_a_transaction_that_knows_its_tenant_and_forgets_it() {
    var seen = store.readIn(tenant, () -> new Done<>(tenantOfTheConnection()));
    var changed = store.changed(Changes.create(tenant), () -> new Done<>(tenantOfTheConnection()));

    assertThat(seen).isEqualTo(tenant.toString());
    assertThat(changed).isEqualTo(tenant.toString());
    for (int i = 0; i < 20; i++) {
      assertThat(tenantOfAnyConnection()).isIn(null, "");
    }
  }

  @Test
  void does_not_let_a_read_change_anything() {
    var outcome =
        store
            .transactions()
            .read(
                tenant,
                () ->
                    new Done<>(
                        entities
                            .createNativeQuery("delete from api_keys where false")
                            .executeUpdate()));

    assertThat(outcome).isNotInstanceOf(Done.class);
  }

  private Object tenantOfTheConnection() {
    return entities
        .createNativeQuery("select current_setting('lyss.tenant', true)", String.class)
        .getSingleResult();
  }

  private Object tenantOfAnyConnection() {
    return QuarkusTransaction.requiringNew().call(this::tenantOfTheConnection);
  }

  private List<String> nextNotices() {
    return notices(ARRIVES_WITHIN_MILLIS);
  }

  private List<String> noticesSoFar() {
    try (var statement = listener.createStatement()) {
      statement.execute("select 1");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return notices(1);
  }

  private List<String> notices(int millis) {
    try {
      var seen = new ArrayList<String>();
      var arrived = listener.unwrap(PGConnection.class).getNotifications(millis);
      for (var notice : arrived == null ? new PGNotification[0] : arrived) {
        seen.add(notice.getParameter());
      }
      return seen;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
