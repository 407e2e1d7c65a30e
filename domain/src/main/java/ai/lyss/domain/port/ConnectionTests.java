package ai.lyss.domain.port;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.probe.ConnectionTest;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.StoreOutcome;
import java.util.List;

/** The last tests of a tenant's connections. Used within a {@link TenantTransaction}. */
public interface ConnectionTests {

  /** How many tests of a provider are remembered, those of its channels included. */
  int KEPT = 20;

  /** Remembers a test, and forgets the oldest of its provider; missing when that is gone. */
  StoreOutcome<ConnectionTest> add(ConnectionTest test);

  /** Returns what is remembered of a provider, newest first, without models. */
  StoreOutcome<List<ConnectionTest>> latest(TenantId tenant, ProviderId provider);
}
