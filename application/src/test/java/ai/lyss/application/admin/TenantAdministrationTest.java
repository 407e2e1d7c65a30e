package ai.lyss.application.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fake.InMemoryStore;
import ai.lyss.domain.fixture.Seeds;
import org.junit.jupiter.api.Test;

final class TenantAdministrationTest {

  private final InMemoryStore store = new InMemoryStore();
  private final TenantAdministration tenants =
      new TenantAdministration(() -> Administrations.done(store.load()));

  @Test
  void finds_a_tenant_that_is_there_disabled_or_not() {
    var enabled = store.tenantNamed("a");
    var disabled = new Tenant(new TenantId(Seeds.id()), "b", false);
    store.put(disabled);

    assertThat(tenants.find(enabled.id())).contains(enabled);
    assertThat(tenants.find(disabled.id())).contains(disabled);
  }

  @Test
  void does_not_find_one_that_is_not() {
    assertThat(tenants.find(new TenantId(Seeds.id()))).isEmpty();
  }
}
