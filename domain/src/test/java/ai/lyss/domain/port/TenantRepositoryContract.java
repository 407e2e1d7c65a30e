package ai.lyss.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.Order;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import ai.lyss.domain.store.StoreOutcome.Stale;
import ai.lyss.domain.store.Stored;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of tenants does. */
public abstract class TenantRepositoryContract {

  private TenantId acting;

  /** Returns the store under test. */
  protected abstract ConfigurationStore store();

  @BeforeEach
  void makeSomebodyToAct() {
    acting = store().tenantNamed("acting-" + Seeds.id()).id();
  }

  @Test
  void returns_a_tenant_as_it_was_added_and_gives_it_to_the_relay() {
    var tenant = made("new-" + Seeds.id());

    assertThat(add(tenant)).isEqualTo(new Done<>(tenant));
    assertThat(find(tenant.value().id())).isEqualTo(new Done<>(tenant));
    assertThat(store().source().load())
        .isInstanceOfSatisfying(
            Done.class,
            done -> assertThat(((Configuration) done.value()).tenants()).contains(tenant.value()));
  }

  @Test
  void refuses_a_name_that_is_taken() {
    var tenant = made("new-" + Seeds.id());
    add(tenant);
    var other = made("new-" + Seeds.id());
    add(other);

    assertThat(add(made(tenant.value().name()))).isInstanceOf(Conflict.class);
    assertThat(replace(next(other, tenant.value().name(), true)))
        .isInstanceOfSatisfying(
            Conflict.class, conflict -> assertThat(conflict.field()).isEqualTo("name"));
  }

  @Test
  void replaces_a_tenant_by_its_next_version_only() {
    var tenant = made("new-" + Seeds.id());
    add(tenant);
    var next = next(tenant, "renamed-" + Seeds.id(), false);

    assertThat(replace(next)).isEqualTo(new Done<>(next));
    assertThat(replace(next)).isInstanceOf(Stale.class);
    assertThat(find(tenant.value().id())).isEqualTo(new Done<>(next));
    var claimed =
        store()
            .transactions()
            .change(Changes.create(acting), () -> store().tenants().claim(tenant.value().id()));
    assertThat(claimed).isEqualTo(new Done<>(next));
  }

  @Test
  void misses_a_tenant_that_was_never_added() {
    assertThat(find(new TenantId(Seeds.id()))).isInstanceOf(Missing.class);
    assertThat(replace(next(made("x"), "y", true))).isInstanceOf(Missing.class);
  }

  @Test
  void pages_through_tenants_and_filters_them() {
    var one = made("new-" + Seeds.id());
    add(one);
    replace(next(one, one.value().name(), false));

    assertThat(page(Map.of("name", one.value().name())).items()).hasSize(1);
    assertThat(page(Map.of("name", one.value().name(), "enabled", "true")).items()).isEmpty();
    assertThat(page(Map.of("enabled", "false")).items())
        .allMatch(tenant -> !tenant.value().enabled());
  }

  private Page<Stored<Tenant>> page(Map<String, String> filters) {
    var request = new Page.Request(1000, null, Order.OF_MAKING, filters);
    return store().readIn(acting, () -> store().tenants().page(request));
  }

  private static Stored<Tenant> made(String name) {
    return new Stored<>(
        new Tenant(new TenantId(Seeds.id()), name, true), Revision.first(ManualClock.START));
  }

  private static Stored<Tenant> next(Stored<Tenant> tenant, String name, boolean enabled) {
    return new Stored<>(
        new Tenant(tenant.value().id(), name, enabled),
        tenant.revision().next(ManualClock.START.plusSeconds(1)));
  }

  private StoreOutcome<Stored<Tenant>> add(Stored<Tenant> tenant) {
    return store()
        .transactions()
        .change(change(tenant, "create"), () -> store().tenants().add(tenant));
  }

  private StoreOutcome<Stored<Tenant>> replace(Stored<Tenant> tenant) {
    return store()
        .transactions()
        .change(Changes.create(acting), () -> store().tenants().replace(tenant));
  }

  private StoreOutcome<Stored<Tenant>> find(TenantId id) {
    return store().transactions().read(acting, () -> store().tenants().find(id));
  }

  private static Change change(Stored<Tenant> tenant, String action) {
    var id = tenant.value().id();
    return Changes.of(id, action, "tenant", id.value());
  }
}
