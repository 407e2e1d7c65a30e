package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of API keys does. */
public abstract class ApiKeyRepositoryContract {

  private static final Instant LATER = ManualClock.START.plus(Duration.ofHours(1));

  private TenantId tenant;
  private TenantId other;

  /** Returns the store under test. */
  protected abstract ConfigurationStore store();

  @BeforeEach
  void makeTenants() {
    tenant = store().tenantNamed("tenant-" + Seeds.id()).id();
    other = store().tenantNamed("tenant-" + Seeds.id()).id();
  }

  @Test
  void returns_a_key_as_it_was_added() {
    var known = Keys.detailed(tenant, "ci");

    assertThat(add(known)).isEqualTo(new Done<>(known.key()));
    assertThat(find(tenant, known.key().id())).isEqualTo(new Done<>(known.key()));
  }

  @Test
  void returns_a_key_for_all_models_that_never_expires() {
    var known = Keys.member(tenant, "ci");

    assertThat(add(known)).isEqualTo(new Done<>(known.key()));
    assertThat(find(tenant, known.key().id())).isEqualTo(new Done<>(known.key()));
  }

  @Test
  void misses_a_key_of_another_tenant() {
    var known = Keys.member(tenant, "ci");
    add(known);

    assertThat(find(other, known.key().id())).isInstanceOf(Missing.class);
    assertThat(revoke(other, known.key().id(), LATER)).isInstanceOf(Missing.class);
    assertThat(find(tenant, known.key().id())).isEqualTo(new Done<>(known.key()));
  }

  @Test
  void refuses_a_name_that_is_taken() {
    add(Keys.member(tenant, "ci"));

    assertThat(add(Keys.member(tenant, "ci")))
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict -> {
              assertThat(conflict.field()).isEqualTo("name");
              assertThat(conflict.message()).startsWith("name: ci (expected: ");
            });
  }

  @Test
  void refuses_a_key_that_some_tenant_has_already_and_does_not_show_it() {
    var known = Keys.member(tenant, "ci");
    add(known);
    var again = new KnownKey(known.digest(), Keys.member(other, "theirs").key());

    assertThat(add(again))
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict -> {
              assertThat(conflict.field()).isEqualTo("key");
              assertThat(conflict.message()).doesNotContain(known.digest().toString());
            });
  }

  @Test
  void revokes_a_key_as_its_next_version() {
    var known = Keys.member(tenant, "ci");
    add(known);

    var revoked = revoke(tenant, known.key().id(), LATER);

    assertThat(revoked)
        .isInstanceOfSatisfying(
            Done.class,
            done -> {
              var key = (ApiKey) done.value();
              assertThat(key.revokedAt()).isEqualTo(LATER);
              assertThat(key.revision().version()).isEqualTo(1);
              assertThat(key.revision().updatedAt()).isEqualTo(LATER);
              assertThat(key.revision().createdAt()).isEqualTo(ManualClock.START);
            });
    assertThat(find(tenant, known.key().id())).isEqualTo(revoked);
  }

  @Test
  void tells_times_as_they_will_be_read_whatever_their_precision() {
    var known = Keys.detailed(tenant, "ci");
    var key = known.key();
    var odd = Instant.ofEpochSecond(1_800_000_000L, 123_456_789);
    var precise =
        new ApiKey(
            key.id(),
            tenant,
            key.name(),
            key.roles(),
            key.models(),
            odd,
            null,
            key.hint(),
            Revision.first(odd));

    var added = add(new KnownKey(known.digest(), precise));
    assertThat(find(tenant, key.id())).isEqualTo(added);

    var revoked = revoke(tenant, key.id(), odd);
    assertThat(find(tenant, key.id())).isEqualTo(revoked);
  }

  @Test
  void leaves_a_revoked_key_as_it_was() {
    var known = Keys.member(tenant, "ci");
    add(known);
    var revoked = revoke(tenant, known.key().id(), LATER);

    assertThat(revoke(tenant, known.key().id(), LATER.plusSeconds(1))).isEqualTo(revoked);
  }

  @Test
  void misses_a_key_to_revoke_that_was_never_added() {
    assertThat(revoke(tenant, new KeyId(Seeds.id()), LATER)).isInstanceOf(Missing.class);
  }

  @Test
  void pages_through_all_keys_in_the_order_of_their_making_revoked_ones_included() {
    var ids = new ArrayList<KeyId>();
    for (int i = 0; i < 25; i++) {
      var known = Keys.member(tenant, "key-" + (99 - i));
      add(known);
      ids.add(known.key().id());
    }
    revoke(tenant, ids.get(3), LATER);
    add(Keys.member(other, "theirs"));

    var seen = new ArrayList<KeyId>();
    Page.Place after = null;
    int pages = 0;
    do {
      var request = new Page.Request(10, after);
      var page = store().readIn(tenant, () -> store().keys().page(tenant, request));
      page.items().forEach(key -> seen.add(key.id()));
      after = page.next();
      pages++;
    } while (after != null && pages < 10);

    assertThat(pages).isEqualTo(3);
    assertThat(seen).isEqualTo(ids);
  }

  private StoreOutcome<ApiKey> add(KnownKey known) {
    return store()
        .transactions()
        .change(Changes.create(known.key().tenant()), () -> store().keys().add(known));
  }

  private StoreOutcome<ApiKey> find(TenantId of, KeyId id) {
    return store().transactions().read(of, () -> store().keys().find(of, id));
  }

  private StoreOutcome<ApiKey> revoke(TenantId of, KeyId id, Instant at) {
    return store()
        .transactions()
        .change(
            Changes.of(of, "revoke", "key", id.value()), () -> store().keys().revoke(of, id, at));
  }
}
