package ai.lyss.adapter.persistence.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.adapter.persistence.snapshot.PostgresConfigurationSource;
import ai.lyss.adapter.persistence.store.DatabaseRole;
import ai.lyss.adapter.persistence.store.JdbcTransactions;
import ai.lyss.adapter.persistence.transaction.PostgresBootstrap;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fake.InMemoryKeyManagement;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.port.KeyManagement;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Unavailable;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Data keys whose master keys are kept by somebody else. */
@Timeout(60)
class DataKeysTest {

  private final InMemoryKeyManagement masters = new InMemoryKeyManagement("one");
  private JdbcTransactions store;
  private TenantId tenant;

  @BeforeEach
  void storeKeys() {
    store = new JdbcTransactions(TestDatabase.migrated().dataSource());
    var ids = new Ids(new ManualClock(), Seeds.random());
    if (!(new PostgresBootstrap(store, ids, new ManualClock()).tenant("first")
        instanceof Done<Tenant>(var made))) {
      throw new AssertionError("tenant: not made (expected: made)");
    }
    tenant = made.id();
    assertThat(HmacKeyDigests.open(store, keys(masters))).isInstanceOf(Done.class);
    assertThat(cipher(masters)).isInstanceOf(Done.class);
    assertThat(load(masters)).isInstanceOf(Done.class);
  }

  @Test
  void are_unavailable_while_their_keeper_is_and_nothing_is_read_without_them() {
    masters.goAway();

    assertThat(HmacKeyDigests.open(store, keys(masters))).isInstanceOf(Unavailable.class);
    assertThat(cipher(masters)).isInstanceOf(Unavailable.class);
    assertThat(load(masters)).isInstanceOf(Unavailable.class);
  }

  @Test
  void open_after_the_master_key_was_rotated() {
    var rotated = new InMemoryKeyManagement("two", "one");

    assertThat(HmacKeyDigests.open(store, keys(rotated))).isInstanceOf(Done.class);
    assertThat(cipher(rotated)).isInstanceOf(Done.class);
  }

  @Test
  void are_refused_by_a_keeper_of_other_keys() {
    var other = new InMemoryKeyManagement("two");

    assertThatThrownBy(() -> HmacKeyDigests.open(store, keys(other)))
        .isInstanceOf(SecretRefused.class);
    assertThatThrownBy(() -> cipher(other)).isInstanceOf(SecretRefused.class);
  }

  private StoreOutcome<CredentialCipher> cipher(KeyManagement keeper) {
    return store.change(
        DatabaseRole.APP,
        connection -> {
          DatabaseRole.bind(connection, tenant);
          return keys(keeper).obtainCipher(connection, tenant);
        });
  }

  private StoreOutcome<?> load(KeyManagement keeper) {
    return new PostgresConfigurationSource(store, keys(keeper)).load();
  }

  private static DataKeys keys(KeyManagement keeper) {
    var random = new SecureRandom();
    var clock = new ManualClock();
    return new DataKeys(keeper, random, new Ids(clock, random), clock);
  }
}
