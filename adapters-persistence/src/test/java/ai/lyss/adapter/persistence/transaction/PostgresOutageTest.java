package ai.lyss.adapter.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.adapter.persistence.database.TestLine;
import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Unavailable;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@Timeout(90)
class PostgresOutageTest {

  private static final Duration MOMENT = Duration.ofSeconds(15);

  private final PostgresStore store;
  private TestDatabase database;
  private TestLine line;
  private TenantId tenant;

  PostgresOutageTest(PostgresStore store) {
    this.store = store;
  }

  @BeforeEach
  void makeTenant() {
    tenant = store.tenantNamed("tenant-" + Seeds.id()).id();
  }

  @AfterEach
  void restore() {
    line.restore();
    for (int i = 0; i < 20 && !(store.source().load() instanceof Done); i++) {
      // Connections that broke leave the pool when they are first used.
    }
  }

  @Test
  void answers_unavailable_while_nothing_connects_and_works_afterwards() {
    line.cut();

    assertEverythingUnavailable();

    line.restore();
    assertThat(add(Providers.simulator(tenant, "sim"))).isInstanceOf(Done.class);
    assertThat(store.source().load()).isInstanceOf(Done.class);
  }

  @Test
  void answers_unavailable_within_its_deadline_while_nothing_answers() {
    line.freeze();

    assertEverythingUnavailable();
  }

  @Test
  void keeps_nothing_of_a_change_during_which_the_line_was_cut() {
    var provider = Providers.simulator(tenant, "sim");
    var before = store.audit(tenant);

    var outcome =
        store
            .transactions()
            .change(
                Changes.create(tenant),
                () -> {
                  var added = store.providers().add(provider);
                  line.cut();
                  return added;
                });

    assertThat(outcome).isInstanceOf(Unavailable.class);
    line.restore();
    assertThat(add(provider)).isInstanceOf(Done.class);
    assertThat(store.audit(tenant)).hasSize(before.size() + 1);
  }

  @Test
  void answers_unavailable_when_somebody_keeps_a_lock_for_too_long() throws Exception {
    var known = Keys.member(tenant, "ci");
    store.changed(Changes.create(tenant), () -> store.keys().add(known));
    try (var other = database.dataSource().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table api_keys in access exclusive mode");

      assertThat(revoke(known.key())).isInstanceOf(Unavailable.class);

      other.rollback();
    }
    assertThat(revoke(known.key())).isInstanceOf(Done.class);
  }

  private void assertEverythingUnavailable() {
    long start = System.nanoTime();
    assertThat(add(Providers.simulator(tenant, "sim"))).isInstanceOf(Unavailable.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOMENT);
    assertThat(store.transactions().read(tenant, () -> new Done<>(1)))
        .isInstanceOf(Unavailable.class);
    assertThat(store.source().load()).isInstanceOf(Unavailable.class);
    assertThat(store.bootstrap().pending("step")).isInstanceOf(Unavailable.class);
    assertThat(store.bootstrap().tenant("t")).isInstanceOf(Unavailable.class);
  }

  private StoreOutcome<Provider> add(Provider provider) {
    return store
        .transactions()
        .change(Changes.create(tenant), () -> store.providers().add(provider));
  }

  private StoreOutcome<ApiKey> revoke(ApiKey key) {
    return store
        .transactions()
        .change(
            Changes.delete(tenant), () -> store.keys().revoke(tenant, key.id(), ManualClock.START));
  }
}
