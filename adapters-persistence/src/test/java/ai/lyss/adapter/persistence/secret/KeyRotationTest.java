package ai.lyss.adapter.persistence.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.adapter.persistence.secret.KeyRotation.Rotated;
import ai.lyss.adapter.persistence.store.DatabaseRole;
import ai.lyss.adapter.persistence.store.JdbcTransactions;
import ai.lyss.adapter.persistence.transaction.PostgresBootstrap;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fake.InMemoryKeyManagement;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.port.KeyManagement;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Data keys of an installation and of two tenants, and master keys that come and go. */
@Timeout(60)
class KeyRotationTest {

  private static final String OLD = "old:" + key(1);
  private static final String NEW = "new:" + key(2);
  private static final ProviderId PROVIDER = new ProviderId(Seeds.id());

  private static final Credential CREDENTIAL =
      new Credential(Map.of("api_key", Secret.of("sk-of-the-vendor")));

  private final Ids ids = new Ids(new ManualClock(), Seeds.random());
  private TestDatabase database;
  private JdbcTransactions store;
  private TenantId tenant;
  private String digest;
  private Map<String, String> sealed;

  private static String key(int fill) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static KeyManagement local(String masters) {
    return new LocalKeyManagement(MasterKeys.parse(masters), new SecureRandom());
  }

  private DataKeys keys(KeyManagement keeper) {
    return new DataKeys(keeper, new SecureRandom(), ids, new ManualClock());
  }

  @BeforeEach
  void storeKeys() {
    database = TestDatabase.migrated();
    store = new JdbcTransactions(database.dataSource());
    tenant = tenant("first");
    digest = digest(local(OLD));
    sealed = cipher(local(OLD), tenant).seal(PROVIDER, CREDENTIAL);
    cipher(local(OLD), tenant("second"));
  }

  private TenantId tenant(String name) {
    if (!(new PostgresBootstrap(store, ids, new ManualClock()).tenant(name)
        instanceof Done<Tenant>(var made))) {
      throw new AssertionError("tenant: not made (expected: made)");
    }
    return made.id();
  }

  private String digest(KeyManagement keeper) {
    if (!(HmacKeyDigests.open(store, keys(keeper)) instanceof Done<HmacKeyDigests>(var digests))) {
      throw new AssertionError("digests: not opened (expected: opened)");
    }
    return digests.digest("sk-lyss-some-key").toString();
  }

  private CredentialCipher cipher(KeyManagement keeper, TenantId whose) {
    var outcome =
        store.change(
            DatabaseRole.APP,
            connection -> {
              DatabaseRole.bind(connection, whose);
              return keys(keeper).obtainCipher(connection, whose);
            });
    if (!(outcome instanceof Done<CredentialCipher>(var cipher))) {
      throw new AssertionError(outcome + " (expected: a cipher)");
    }
    return cipher;
  }

  private Rotated rotate(KeyManagement keeper) throws SQLException {
    try (var connection = database.dataSource().getConnection()) {
      return new KeyRotation(keeper).run(connection);
    }
  }

  private List<String> wrapped() throws SQLException {
    var all = new ArrayList<String>();
    try (var connection = database.dataSource().getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery("select wrapped from data_keys order by id")) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }

  @Test
  void leaves_nothing_that_needs_the_older_key() throws SQLException {
    assertThat(rotate(local(NEW + "," + OLD))).isEqualTo(new Rotated("new", 3, 3));

    assertThat(wrapped()).hasSize(3).allMatch(text -> text.startsWith("v1.new."));
    assertThat(digest(local(NEW))).isEqualTo(digest);
    assertThat(cipher(local(NEW), tenant).open(PROVIDER, sealed)).hasValue(CREDENTIAL);
    assertThatThrownBy(() -> cipher(local(OLD), tenant)).isInstanceOf(SecretRefused.class);
  }

  @Test
  void does_nothing_where_nothing_is_to_be_done() throws SQLException {
    var before = wrapped();

    assertThat(rotate(local(OLD))).isEqualTo(new Rotated("old", 3, 0));
    assertThat(wrapped()).isEqualTo(before);
  }

  @Test
  void goes_on_where_some_were_made_with_the_new_key_already() throws SQLException {
    cipher(local(NEW + "," + OLD), tenant("third"));

    assertThat(rotate(local(NEW + "," + OLD))).isEqualTo(new Rotated("new", 4, 3));
    assertThat(wrapped()).hasSize(4).allMatch(text -> text.startsWith("v1.new."));
  }

  @Test
  void changes_nothing_when_one_cannot_be_opened() throws SQLException {
    cipher(local("lost:" + key(3)), tenant("third"));
    var before = wrapped();

    assertThatThrownBy(() -> rotate(local(NEW + "," + OLD)))
        .isInstanceOf(SecretRefused.class)
        .hasMessageContaining("master key lost")
        .hasMessageContaining("nothing was changed")
        .hasMessageNotContaining(key(3));
    assertThat(wrapped()).isEqualTo(before);
  }

  @Test
  void is_refused_when_the_key_of_that_name_is_another() throws SQLException {
    var before = wrapped();

    assertThatThrownBy(() -> rotate(local(NEW + ",old:" + key(9))))
        .isInstanceOf(SecretRefused.class)
        .hasMessageContaining("master key old");
    assertThat(wrapped()).isEqualTo(before);
  }

  @Test
  void is_put_off_while_the_keeper_of_the_master_keys_is_away() {
    var keeper = new InMemoryKeyManagement("one");
    keeper.goAway();

    assertThatThrownBy(() -> rotate(keeper)).isInstanceOf(SQLException.class);
  }
}
