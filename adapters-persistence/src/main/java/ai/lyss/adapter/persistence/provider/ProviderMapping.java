package ai.lyss.adapter.persistence.provider;

import ai.lyss.adapter.persistence.store.JsonColumn;
import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.StoredTime;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.store.Revision;
import java.net.URI;
import java.util.Map;

/** Between {@link Provider} and its row. */
final class ProviderMapping {

  private ProviderMapping() {}

  static ProviderEntity row(Provider provider, Map<String, String> sealed) {
    var row = new ProviderEntity();
    row.id = new RowId(provider.tenant().value(), provider.id().value());
    row.name = provider.name();
    row.vendor = provider.vendor().id();
    row.baseUrl = provider.baseUrl() == null ? null : provider.baseUrl().toString();
    row.credential = JsonColumn.write(sealed);
    row.settings = JsonColumn.write(provider.settings().values());
    row.enabled = provider.enabled();
    row.createdAt = StoredTime.of(provider.revision().createdAt());
    row.updatedAt = StoredTime.of(provider.revision().updatedAt());
    row.version = provider.revision().version();
    return row;
  }

  static Map<String, String> sealed(ProviderEntity row) {
    return JsonColumn.readTexts(row.credential);
  }

  static Provider provider(ProviderEntity row, Credential credential) {
    return new Provider(
        new ProviderId(row.id.id()),
        new TenantId(row.id.tenantId()),
        row.name,
        new Vendor(row.vendor),
        row.baseUrl == null ? null : URI.create(row.baseUrl),
        credential,
        new Settings(JsonColumn.read(row.settings)),
        row.enabled,
        new Revision(row.createdAt, row.updatedAt, row.version));
  }
}
