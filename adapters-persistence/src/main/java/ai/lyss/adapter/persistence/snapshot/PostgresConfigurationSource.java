package ai.lyss.adapter.persistence.snapshot;

import ai.lyss.adapter.persistence.secret.DataKeys;
import ai.lyss.adapter.persistence.store.DatabaseRole;
import ai.lyss.adapter.persistence.store.JdbcTransactions;
import ai.lyss.domain.port.ConfigurationSource;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.StoreOutcome;

/**
 * Reads the configuration of all tenants with one query a table, in one transaction that sees one
 * moment. A credential that cannot be opened leaves its provider without one, and is logged by the
 * provider's id. Thread-safe.
 */
public final class PostgresConfigurationSource implements ConfigurationSource {

  private final JdbcTransactions store;
  private final DataKeys keys;

  /** Reads from this store and opens credentials with these keys. */
  public PostgresConfigurationSource(JdbcTransactions store, DataKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  @Override
  public StoreOutcome<Configuration> load() {
    return store.snapshot(
        DatabaseRole.RELAY,
        connection ->
            new Configuration(
                ProviderRows.tenants(connection),
                ProviderRows.providers(connection, keys),
                ChannelRows.channels(connection),
                ChannelRows.routes(connection),
                KeyRows.keys(connection),
                QuotaRows.quotas(connection),
                QuotaRows.prices(connection)));
  }
}
