package ai.lyss.adapter.persistence.isolation;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.Changes;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.store.StoreOutcome;
import java.util.LinkedHashMap;
import java.util.function.Supplier;

/** The calls of the repositories as they are meant: a tenant's, for its own things. */
public final class RepositoryCalls {

  private RepositoryCalls() {}

  /** Makes each of them in a transaction of a new tenant. */
  public static void ofItsOwn(PostgresStore store, TestDatabase database) {
    var mine = store.tenantNamed("mine-" + Seeds.id()).id();
    var calls = new LinkedHashMap<>(ForeignCalls.all());
    calls.putAll(ForeignCalls.additions());
    calls.forEach(
        (name, call) -> {
          var two = TwoTenants.in(store, database, mine);
          run(store, two.theirs(), () -> call.of(two, two.theirs()), name);
        });
  }

  private static void run(
      PostgresStore store, TenantId tenant, Supplier<StoreOutcome<?>> call, String name) {
    var outcome = store.transactions().change(Changes.create(tenant), () -> widened(call.get()));
    if (!(outcome instanceof StoreOutcome.Done)) {
      throw new AssertionError(name + ": " + outcome + " (expected: Done)");
    }
  }

  @SuppressWarnings("unchecked")
  private static StoreOutcome<Object> widened(StoreOutcome<?> outcome) {
    return (StoreOutcome<Object>) outcome;
  }
}
