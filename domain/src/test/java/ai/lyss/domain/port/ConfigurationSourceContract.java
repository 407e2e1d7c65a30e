package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Keys;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.snapshot.KnownKey;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every source of the configuration does. */
public abstract class ConfigurationSourceContract {

  private TenantId one;
  private TenantId two;

  /** Returns the store under test. */
  protected abstract ConfigurationStore store();

  @BeforeEach
  void makeTenants() {
    one = store().tenantNamed("tenant-" + Seeds.id()).id();
    two = store().tenantNamed("tenant-" + Seeds.id()).id();
  }

  @Test
  void loads_what_was_added_of_all_tenants() {
    var base = URI.create("http://127.0.0.1:1/v1");
    var provider = Providers.compatible(one, "main", base, "sk-secret-0123456789");
    var simulator = Providers.simulator(two, "sim");
    var channel = Channels.detailed(provider, "east");
    var plain = Channels.plain(simulator, "west", "gpt");
    var key = Keys.detailed(two, "ci");
    store().changed(Changes.create(one), () -> store().providers().add(provider));
    store().changed(Changes.create(two), () -> store().providers().add(simulator));
    store().changed(Changes.create(one), () -> store().channels().add(channel));
    store().changed(Changes.create(two), () -> store().channels().add(plain));
    store().changed(Changes.create(two), () -> store().keys().add(key));

    var loaded = load();

    assertThat(loaded.providers()).contains(provider, simulator);
    assertThat(loaded.channels()).contains(channel, plain);
    assertThat(loaded.keys()).contains(key);
    assertThat(loaded.tenants()).extracting("id").contains(one, two);
  }

  @Test
  void leaves_out_keys_that_are_revoked() {
    var kept = Keys.member(one, "kept");
    var revoked = Keys.member(one, "revoked");
    store().changed(Changes.create(one), () -> store().keys().add(kept));
    store().changed(Changes.create(one), () -> store().keys().add(revoked));
    store()
        .changed(
            Changes.delete(one),
            () -> store().keys().revoke(one, revoked.key().id(), ManualClock.START));

    assertThat(load().keys())
        .extracting(KnownKey::digest)
        .contains(kept.digest())
        .doesNotContain(revoked.digest());
  }

  @Test
  void leaves_out_what_was_undone() {
    var provider = Providers.simulator(one, "sim");
    store()
        .transactions()
        .change(
            Changes.create(one),
            () -> {
              store().providers().add(provider);
              return new Conflict<>("x", "x");
            });

    assertThat(load().providers()).doesNotContain(provider);
  }

  private Configuration load() {
    if (store().source().load() instanceof Done<Configuration> done) {
      return done.value();
    }
    throw new AssertionError("outcome: not Done (expected: Done)");
  }
}
