package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.ApiKey;
import ai.lyss.domain.access.ApiKeyDigest;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.RateLimit;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every keeper of API keys does when they are changed and listed. */
public abstract class ApiKeyChangingContract extends ChangingContract<ApiKey, KeyId> {

  private final Map<KeyId, ApiKeyDigest> digests = new HashMap<>();

  @Override
  protected final TenantCollection<ApiKey, KeyId> things() {
    return store().keys();
  }

  @Override
  protected final ApiKey made(TenantId of, String name) {
    var known = Keys.detailed(of, name);
    digests.put(known.key().id(), known.digest());
    return known.key();
  }

  @Override
  protected final StoreOutcome<ApiKey> add(ApiKey key) {
    return store().keys().add(new KnownKey(digests.get(key.id()), key));
  }

  @Override
  protected final ApiKey with(ApiKey key, String name, Revision revision) {
    return new ApiKey(
        key.id(),
        key.tenant(),
        name,
        key.roles(),
        key.models(),
        key.expiresAt(),
        key.revokedAt(),
        key.hint(),
        key.rateLimit(),
        revision);
  }

  @Override
  protected final KeyId id(ApiKey key) {
    return key.id();
  }

  @Override
  protected final String name(ApiKey key) {
    return key.name();
  }

  @Override
  protected final Revision revision(ApiKey key) {
    return key.revision();
  }

  @Test
  void replaces_what_may_change_of_a_key_which_is_found_by_the_same_digest() {
    var first = added("one");
    var next =
        new ApiKey(
            first.id(),
            tenant(),
            "two",
            Set.of(Role.MEMBER),
            Set.of(new ModelName("other")),
            null,
            null,
            first.hint(),
            new RateLimit(100L, 0L),
            first.revision().next(ManualClock.START.plusSeconds(1)));

    var replaced = store().changed(Changes.create(tenant()), () -> store().keys().replace(next));

    assertThat(replaced).isEqualTo(next);
    assertThat(store().source().load())
        .isInstanceOfSatisfying(
            Done.class,
            done ->
                assertThat(((Configuration) done.value()).keys())
                    .contains(new KnownKey(digests.get(first.id()), next)));
  }

  @Test
  void filters_by_name_role_and_revocation() {
    var one = added("one");
    var member = Keys.member(tenant(), "two");
    store().changed(Changes.create(tenant()), () -> store().keys().add(member));
    store()
        .changed(
            Changes.create(tenant()),
            () -> store().keys().revoke(tenant(), one.id(), ManualClock.START));

    assertThat(filtered("name", "two")).containsExactly("two");
    assertThat(filtered("role", "operator")).containsExactly("one");
    assertThat(filtered("revoked", "true")).containsExactly("one");
    assertThat(filtered("revoked", "false")).containsExactly("two");
  }
}
