package ai.lyss.domain.fake;

import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.port.Bootstrap;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.Stored;
import java.util.Optional;

/** The first things of an {@link InMemoryStore}. */
final class InMemoryBootstrap implements Bootstrap {

  private final InMemoryStore store;

  InMemoryBootstrap(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public StoreOutcome<Tenant> tenant(String name) {
    StoreOutcome<Optional<Tenant>> known =
        store.seen(
            state ->
                state.tenants.values().stream()
                    .map(Stored::value)
                    .filter(tenant -> tenant.name().equals(name))
                    .findAny());
    if (!(known instanceof Done<Optional<Tenant>>(var found))) {
      return new StoreOutcome.Unavailable<>();
    }
    if (found.isPresent()) {
      return new Done<>(found.get());
    }
    var made = new Tenant(new TenantId(Seeds.id()), name, true);
    store.put(made);
    return new Done<>(made);
  }

  @Override
  public StoreOutcome<Boolean> pending(String step) {
    return store.seen(state -> !state.stepsDone.contains(step));
  }

  @Override
  public StoreOutcome<Boolean> done(String step) {
    return store.seen(state -> state.stepsDone.add(step));
  }
}
