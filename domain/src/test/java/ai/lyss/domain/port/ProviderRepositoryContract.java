package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Channels;
import ai.lyss.domain.fixture.Providers;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import java.net.URI;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of providers does. */
public abstract class ProviderRepositoryContract {

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
  void returns_a_provider_as_it_was_added() {
    var base = URI.create("https://vendor.example:8443/v1");
    var provider = Providers.compatible(tenant, "main", base, "sk-secret-0123456789");

    assertThat(add(provider)).isEqualTo(new Done<>(provider));
    assertThat(find(tenant, provider.id())).isEqualTo(new Done<>(provider));
  }

  @Test
  void returns_a_provider_with_nothing_but_the_necessary() {
    var provider = Providers.simulator(tenant, "sim");

    assertThat(add(provider)).isEqualTo(new Done<>(provider));
    assertThat(find(tenant, provider.id())).isEqualTo(new Done<>(provider));
  }

  @Test
  void misses_a_provider_that_was_never_added() {
    assertThat(find(tenant, new ProviderId(Seeds.id()))).isInstanceOf(Missing.class);
  }

  @Test
  void misses_a_provider_of_another_tenant() {
    var provider = Providers.simulator(tenant, "sim");
    add(provider);

    assertThat(find(other, provider.id())).isInstanceOf(Missing.class);
    assertThat(remove(other, provider.id())).isInstanceOf(Missing.class);
    assertThat(find(tenant, provider.id())).isInstanceOf(Done.class);
  }

  @Test
  void refuses_a_name_that_is_taken() {
    add(Providers.simulator(tenant, "sim"));
    var second = Providers.simulator(tenant, "sim");

    assertThat(add(second))
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict -> {
              assertThat(conflict.field()).isEqualTo("name");
              assertThat(conflict.message()).startsWith("name: sim (expected: ");
            });
    assertThat(find(tenant, second.id())).isInstanceOf(Missing.class);
  }

  @Test
  void lets_two_tenants_use_one_name() {
    assertThat(add(Providers.simulator(tenant, "sim"))).isInstanceOf(Done.class);
    assertThat(add(Providers.simulator(other, "sim"))).isInstanceOf(Done.class);
  }

  @Test
  void removes_a_provider_and_frees_its_name() {
    var provider = Providers.simulator(tenant, "sim");
    add(provider);

    assertThat(remove(tenant, provider.id())).isEqualTo(new Done<>(provider));
    assertThat(find(tenant, provider.id())).isInstanceOf(Missing.class);
    assertThat(remove(tenant, provider.id())).isInstanceOf(Missing.class);
    assertThat(add(Providers.simulator(tenant, "sim"))).isInstanceOf(Done.class);
  }

  @Test
  void keeps_a_provider_that_a_channel_uses() {
    var provider = Providers.simulator(tenant, "sim");
    add(provider);
    var channel = Channels.plain(provider, "east", "gpt");
    store().changed(Changes.create(tenant), () -> store().channels().add(channel));

    assertThat(remove(tenant, provider.id())).isInstanceOf(Conflict.class);
    assertThat(find(tenant, provider.id())).isInstanceOf(Done.class);
  }

  @Test
  void pages_through_all_providers_in_the_order_of_their_making() {
    var added = new ArrayList<Provider>();
    for (int i = 0; i < 25; i++) {
      // Names run against the order of ids, so that an order by name shows.
      var provider = Providers.simulator(tenant, "sim-" + (99 - i));
      added.add(provider);
    }
    for (int i : new int[] {1, 0}) {
      for (int k = i; k < added.size(); k += 2) {
        add(added.get(k));
      }
    }
    add(Providers.simulator(other, "sim"));

    var seen = new ArrayList<Provider>();
    Page.Place after = null;
    int pages = 0;
    do {
      var page = page(new Page.Request(10, after));
      seen.addAll(page.items());
      after = page.next();
      pages++;
    } while (after != null && pages < 10);

    assertThat(pages).isEqualTo(3);
    assertThat(seen).isEqualTo(added);
  }

  @Test
  void ends_a_collection_that_fills_its_last_page_exactly() {
    add(Providers.simulator(tenant, "one"));
    add(Providers.simulator(tenant, "two"));

    var page = page(new Page.Request(2, null));

    assertThat(page.items()).hasSize(2);
    assertThat(page.next()).isNull();
  }

  @Test
  void returns_an_empty_page_of_an_empty_collection() {
    assertThat(page(new Page.Request(10, null)).items()).isEmpty();
  }

  private StoreOutcome<Provider> add(Provider provider) {
    return store()
        .transactions()
        .change(Changes.create(provider.tenant()), () -> store().providers().add(provider));
  }

  private StoreOutcome<Provider> find(TenantId of, ProviderId id) {
    return store().transactions().read(of, () -> store().providers().find(of, id));
  }

  private StoreOutcome<Provider> remove(TenantId of, ProviderId id) {
    return store()
        .transactions()
        .change(Changes.delete(of), () -> store().providers().remove(of, id));
  }

  private Page<Provider> page(Page.Request request) {
    return store().readIn(tenant, () -> store().providers().page(tenant, request));
  }
}
