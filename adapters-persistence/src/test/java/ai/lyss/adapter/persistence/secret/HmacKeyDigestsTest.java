package ai.lyss.adapter.persistence.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.adapter.persistence.store.DatabaseRole;
import ai.lyss.adapter.persistence.store.JdbcTransactions;
import ai.lyss.domain.access.ApiKeyDigest;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HmacKeyDigestsTest {

  private static final int PROCESSES = 8;

  private static TestDatabase database;

  private final String master = newMaster();

  @BeforeAll
  static void migrate() {
    database = TestDatabase.migrated();
  }

  @BeforeEach
  void empty() {
    database.execute("truncate tenants cascade");
  }

  @Test
  void agrees_with_the_published_vector() {
    // RFC 4231, test case 2.
    var digests =
        new HmacKeyDigests(
            new SecretKeySpec("Jefe".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

    assertThat(digests.digest("what do ya want for nothing?").bytes())
        .isEqualTo(
            HexFormat.of()
                .parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
  }

  @Test
  void digests_alike_from_many_threads_at_once() throws Exception {
    var digests = open("m:" + master);
    var expected = IntStream.range(0, 100).mapToObj(i -> digests.digest("key-" + i)).toList();

    var seen =
        atOnce(() -> IntStream.range(0, 100).mapToObj(i -> digests.digest("key-" + i)).toList());

    assertThat(new HashSet<>(expected)).hasSize(100);
    assertThat(seen).hasSize(1).containsExactly(expected);
  }

  @Test
  void makes_one_key_however_many_processes_start_at_once() throws Exception {
    for (int round = 0; round < 5; round++) {
      database.execute("delete from data_keys");

      HashSet<ApiKeyDigest> seen = atOnce(() -> open("m:" + master).digest("sk-lyss-x"));

      assertThat(seen).as("round " + round).hasSize(1);
    }
  }

  @Test
  void finds_the_same_key_at_the_next_start() {
    var first = open("m:" + master).digest("sk-lyss-x");

    assertThat(open("m:" + master).digest("sk-lyss-x")).isEqualTo(first);
  }

  @Test
  void opens_with_an_older_master_key_that_is_still_given() {
    var first = open("old:" + master).digest("sk-lyss-x");

    var later = open("new:" + newMaster() + ",old:" + master);

    assertThat(later.digest("sk-lyss-x")).isEqualTo(first);
  }

  @Test
  void refuses_to_start_with_another_master_key_and_makes_no_new_one() throws SQLException {
    open("m:" + master);
    var stored = wrapped();

    for (var wrong : new String[] {"m:" + newMaster(), "other:" + master, newMaster()}) {
      assertThatThrownBy(() -> open(wrong))
          .isInstanceOf(SecretRefused.class)
          .hasMessage(
              "refuses: the stored data key cannot be opened with the given lyss.master-key");
    }

    assertThat(wrapped()).isEqualTo(stored);
  }

  @Test
  void refuses_a_wrapped_key_that_was_moved_to_another_row() {
    open("m:" + master);
    database.execute("update data_keys set id = '" + Seeds.id() + "'");

    assertThatThrownBy(() -> open("m:" + master)).isInstanceOf(SecretRefused.class);
  }

  @Test
  void refuses_to_start_when_the_key_is_gone_that_stored_api_keys_need() {
    open("m:" + master);
    var tenant = Seeds.id();
    database.execute(
        "insert into tenants (id, name, created_at, updated_at) values ('%s', 't', now(), now())"
            .formatted(tenant));
    database.execute(
        """
        insert into api_keys (tenant_id, id, name, digest, hint, roles, created_at, updated_at)
        values ('%s', '%s', 'k', sha256('x'), '', '{member}', now(), now())
        """
            .formatted(tenant, Seeds.id()));
    database.execute("delete from data_keys");

    assertThatThrownBy(() -> open("m:" + master))
        .isInstanceOf(SecretRefused.class)
        .hasMessageContaining("the data key of their digests is gone");
  }

  @Test
  void makes_one_data_key_of_a_tenant_however_many_need_it_at_once() throws Exception {
    var tenant = new TenantId(Seeds.id());
    var provider = new ProviderId(Seeds.id());
    database.execute(
        "insert into tenants (id, name, created_at, updated_at) values ('%s', 't', now(), now())"
            .formatted(tenant));
    var credential = Credential.apiKey("sk-secret");

    var sealed = atOnce(() -> cipher(tenant).seal(provider, credential));

    assertThat(sealed).hasSize(PROCESSES);
    for (var text : sealed) {
      assertThat(cipher(tenant).open(provider, text)).contains(credential);
    }
  }

  private HmacKeyDigests open(String masters) {
    var outcome = HmacKeyDigests.open(store(), keys(masters));
    return ((Done<HmacKeyDigests>) outcome).value();
  }

  private CredentialCipher cipher(TenantId tenant) {
    var outcome =
        store()
            .change(
                DatabaseRole.APP,
                connection -> {
                  DatabaseRole.bind(connection, tenant);
                  return keys("m:" + master).obtainCipher(connection, tenant);
                });
    return ((Done<CredentialCipher>) outcome).value();
  }

  private JdbcTransactions store() {
    return new JdbcTransactions(database.dataSource());
  }

  private static DataKeys keys(String masters) {
    var random = new SecureRandom();
    var clock = new ManualClock();
    var local = new LocalKeyManagement(MasterKeys.parse(masters), random);
    return new DataKeys(local, random, new Ids(clock, random), clock);
  }

  private String wrapped() throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var query = connection.prepareStatement("select string_agg(wrapped, ',') from data_keys");
        var row = query.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  private static <T> HashSet<T> atOnce(Callable<T> work)
      throws InterruptedException, ExecutionException {
    var barrier = new CyclicBarrier(PROCESSES);
    var seen = new HashSet<T>();
    try (var threads = Executors.newFixedThreadPool(PROCESSES)) {
      Callable<T> together =
          () -> {
            barrier.await();
            return work.call();
          };
      for (var result : threads.invokeAll(Collections.nCopies(PROCESSES, together))) {
        seen.add(result.get());
      }
    }
    return seen;
  }

  private static String newMaster() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
