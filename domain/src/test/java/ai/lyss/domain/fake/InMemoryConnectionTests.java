package ai.lyss.domain.fake;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.ConnectionTests;
import ai.lyss.domain.probe.ConnectionTest;
import ai.lyss.domain.probe.ProbeResult;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import java.util.List;

/** The connection tests of an {@link InMemoryStore}. */
final class InMemoryConnectionTests implements ConnectionTests {

  private final InMemoryStore store;

  InMemoryConnectionTests(InMemoryStore store) {
    this.store = store;
  }

  @Override
  public StoreOutcome<ConnectionTest> add(ConnectionTest test) {
    var state = store.stateFor(test.tenant());
    if (!state.providers.containsKey(test.provider().value())) {
      return new Missing<>("provider");
    }
    state.tests.add(test);
    return new Done<>(test);
  }

  @Override
  public StoreOutcome<List<ConnectionTest>> latest(TenantId tenant, ProviderId provider) {
    var state = store.stateFor(tenant);
    return new Done<>(
        state.tests.reversed().stream()
            .filter(test -> test.tenant().equals(tenant) && test.provider().equals(provider))
            .filter(test -> state.providers.containsKey(provider.value()))
            .limit(KEPT)
            .map(InMemoryConnectionTests::withoutModels)
            .toList());
  }

  private static ConnectionTest withoutModels(ConnectionTest test) {
    return switch (test.result()) {
      case ProbeResult.Failed failed -> test;
      case ProbeResult.Reached reached ->
          new ConnectionTest(
              test.id(),
              test.tenant(),
              test.provider(),
              test.channel(),
              test.at(),
              new ProbeResult.Reached(reached.took(), List.of()));
    };
  }
}
