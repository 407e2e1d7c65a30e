package ai.lyss.application.admin;

import static ai.lyss.application.admin.Administrations.done;
import static ai.lyss.application.admin.Administrations.made;
import static ai.lyss.application.admin.Administrations.outcome;
import static ai.lyss.application.admin.Administrations.problems;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.application.usecase.TenantDraft;
import ai.lyss.domain.access.Role;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.Stored;
import org.junit.jupiter.api.Test;

final class TenantAdministrationTest {

  private final Administrations all = new Administrations();
  private final TenantAdministration tenants = all.tenants;

  @Test
  void finds_a_tenant_that_is_there_disabled_or_not() {
    var enabled = all.store.tenantNamed("a");
    var disabled = new Tenant(new TenantId(Seeds.id()), "b", false);
    all.store.put(disabled);

    assertThat(tenants.find(enabled.id())).contains(enabled);
    assertThat(tenants.find(disabled.id())).contains(disabled);
  }

  @Test
  void does_not_find_one_that_is_not() {
    assertThat(tenants.find(new TenantId(Seeds.id()))).isEmpty();
  }

  @Test
  void makes_lists_and_disables_tenants() {
    var admin = all.as(Role.PLATFORM_ADMIN);
    var made = made(tenants.create(admin, new TenantDraft("new", null)));
    var id = made.value().id();

    assertThat(made.value()).isEqualTo(new Tenant(id, "new", true));
    assertThat(done(tenants.list(admin, new Page.Request(10, null))).items()).contains(made);
    var disabled = made(tenants.change(admin, id, 0L, present -> draft(present, false)));
    assertThat(disabled.value().enabled()).isFalse();
    assertThat(done(tenants.read(admin, id))).isEqualTo(disabled);
    assertThat(outcome(tenants.change(admin, id, 0L, present -> draft(present, true))))
        .isInstanceOf(StoreOutcome.Stale.class);
  }

  @Test
  void lets_nobody_disable_the_tenant_it_calls_for() {
    var admin = all.as(Role.PLATFORM_ADMIN);

    assertThat(outcome(tenants.change(admin, all.tenant, null, own -> draft(own, false))))
        .isInstanceOf(StoreOutcome.Conflict.class);
    assertThat(done(tenants.read(admin, all.tenant)).value().enabled()).isTrue();
  }

  @Test
  void refuses_a_tenant_without_a_name() {
    assertThat(problems(tenants.create(all.as(Role.PLATFORM_ADMIN), new TenantDraft(null, true))))
        .containsExactly("/name required");
  }

  private static TenantDraft draft(Stored<Tenant> tenant, boolean enabled) {
    return new TenantDraft(tenant.value().name(), enabled);
  }
}
