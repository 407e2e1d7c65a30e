package ai.lyss.domain.port;

import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.util.List;
import java.util.function.Supplier;

/** The ports that together keep the configuration, as the contracts need them: over one store. */
public interface ConfigurationStore {

  /** Returns the transactions of this store. */
  TenantTransaction transactions();

  /** Returns its providers. */
  ProviderRepository providers();

  /** Returns its channels. */
  ChannelRepository channels();

  /** Returns its API keys. */
  ApiKeyRepository keys();

  /** Returns its routes. */
  RouteRepository routes();

  /** Returns its quotas. */
  QuotaRepository quotas();

  /** Returns its taker of further audit rows. */
  AuditTrail trail();

  /** Returns its tenants. */
  TenantRepository tenants();

  /** Returns its answers to requests with an idempotency key. */
  AnswerOnce answers();

  /** Returns its connection tests. */
  ConnectionTests tests();

  /** Returns its bootstrap. */
  Bootstrap bootstrap();

  /** Returns its reader. */
  ConfigurationSource source();

  /** Returns the audit rows of a tenant, oldest first. */
  List<Change> audit(TenantId tenant);

  /** Makes a tenant, or finds the one of that name. */
  default Tenant tenantNamed(String name) {
    return value(bootstrap().tenant(name));
  }

  /** Runs a change and returns what it made. */
  default <T> T changed(Change change, Supplier<StoreOutcome<T>> work) {
    return value(transactions().change(change, work));
  }

  /** Reads something and returns it. */
  default <T> T readIn(TenantId tenant, Supplier<StoreOutcome<T>> work) {
    return value(transactions().read(tenant, work));
  }

  private static <T> T value(StoreOutcome<T> outcome) {
    if (outcome instanceof Done<T> done) {
      return done.value();
    }
    throw new AssertionError("outcome: " + outcome + " (expected: Done)");
  }
}
