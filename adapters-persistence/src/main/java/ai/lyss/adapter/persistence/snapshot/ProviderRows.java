package ai.lyss.adapter.persistence.snapshot;

import ai.lyss.adapter.persistence.secret.CredentialCipher;
import ai.lyss.adapter.persistence.secret.DataKeys;
import ai.lyss.adapter.persistence.store.JsonColumn;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads all tenants and their providers. */
final class ProviderRows {

  private static final Logger LOG = Logger.getLogger(ProviderRows.class);
  private static final String TENANTS = "select name, id, enabled from tenants order by id";
  private static final String PROVIDERS =
      "select tenant_id, id, name, vendor, base_url, credential, settings, enabled, created_at,"
          + " updated_at, version from providers order by tenant_id, id";

  private ProviderRows() {}

  static List<Tenant> tenants(Connection connection) throws SQLException {
    return Rows.list(
        connection,
        TENANTS,
        row ->
            new Tenant(
                new TenantId(Rows.id(row, "id")),
                row.getString("name"),
                row.getBoolean("enabled")));
  }

  static List<Provider> providers(Connection connection, DataKeys keys) throws SQLException {
    var ciphers = keys.ciphers(connection);
    return Rows.list(connection, PROVIDERS, row -> provider(row, ciphers));
  }

  private static Provider provider(ResultSet row, Map<TenantId, CredentialCipher> ciphers)
      throws SQLException {
    var id = new ProviderId(Rows.id(row, "id"));
    var tenant = Rows.tenant(row);
    var sealed = JsonColumn.readTexts(row.getString("credential"));
    return new Provider(
        id,
        tenant,
        row.getString("name"),
        new Vendor(row.getString("vendor")),
        Rows.orNull(row, "base_url", URI::create),
        opened(id, sealed, Optional.ofNullable(ciphers.get(tenant))),
        new Settings(JsonColumn.read(row.getString("settings"))),
        row.getBoolean("enabled"),
        Rows.revision(row));
  }

  private static Credential opened(
      ProviderId id, Map<String, String> sealed, Optional<CredentialCipher> cipher) {
    if (sealed.isEmpty()) {
      return Credential.NONE;
    }
    var opened = cipher.flatMap(known -> known.open(id, sealed));
    if (opened.isEmpty()) {
      LOG.errorf("credential of provider %s: cannot be opened, read as none", id);
    }
    return opened.orElse(Credential.NONE);
  }
}
