package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.Secret;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every keeper of providers does when they are changed and listed. */
public abstract class ProviderChangingContract extends ChangingContract<Provider, ProviderId> {

  @Override
  protected final TenantCollection<Provider, ProviderId> things() {
    return store().providers();
  }

  @Override
  protected final Provider made(TenantId of, String name) {
    return Providers.compatible(of, name, URI.create("http://127.0.0.1:1/v1"), "sk-0123456789ab");
  }

  @Override
  protected final StoreOutcome<Provider> add(Provider provider) {
    return store().providers().add(provider);
  }

  @Override
  protected final Provider with(Provider provider, String name, Revision revision) {
    return new Provider(
        provider.id(),
        provider.tenant(),
        name,
        provider.vendor(),
        provider.baseUrl(),
        provider.credential(),
        provider.settings(),
        provider.enabled(),
        revision);
  }

  @Override
  protected final ProviderId id(Provider provider) {
    return provider.id();
  }

  @Override
  protected final String name(Provider provider) {
    return provider.name();
  }

  @Override
  protected final Revision revision(Provider provider) {
    return provider.revision();
  }

  @Test
  void replaces_everything_of_a_provider_but_its_id_and_its_making() {
    var first = added("one");
    var next =
        new Provider(
            first.id(),
            tenant(),
            "other",
            new Vendor("openai"),
            null,
            new Credential(Map.of("token", Secret.of("new-secret-0123456789"))),
            new Settings(Map.of("project", "p")),
            false,
            first.revision().next(ManualClock.START.plusSeconds(1)));

    var replaced =
        store()
            .transactions()
            .change(Changes.create(tenant()), () -> store().providers().replace(next));

    assertThat(replaced).isEqualTo(new Done<>(next));
    assertThat(
            store()
                .transactions()
                .read(tenant(), () -> store().providers().find(tenant(), first.id())))
        .isEqualTo(new Done<>(next));
  }

  @Test
  void filters_by_name_vendor_and_state() {
    added("one");
    var simulator = Providers.simulator(tenant(), "sim");
    store().changed(Changes.create(tenant()), () -> add(simulator));

    assertThat(filtered("name", "one")).containsExactly("one");
    assertThat(filtered("vendor", "simulator")).containsExactly("sim");
    assertThat(filtered("enabled", "true")).containsExactly("one", "sim");
    assertThat(filtered("enabled", "false")).isEmpty();
  }
}
