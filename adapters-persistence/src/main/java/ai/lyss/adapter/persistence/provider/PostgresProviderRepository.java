package ai.lyss.adapter.persistence.provider;

import ai.lyss.adapter.persistence.secret.CredentialCipher;
import ai.lyss.adapter.persistence.secret.DataKeys;
import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.RowPage;
import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Providers through Hibernate, credentials sealed with the tenant's data key. A credential that
 * cannot be opened is logged by its provider's id and read as none. Times are kept to the
 * microsecond. Thread-safe.
 */
public final class PostgresProviderRepository implements ProviderRepository {

  private static final Logger LOG = Logger.getLogger(PostgresProviderRepository.class);

  private final ProviderPanache rows;
  private final DataKeys keys;

  /** Keeps providers in these rows and seals with these keys. */
  public PostgresProviderRepository(ProviderPanache rows, DataKeys keys) {
    this.rows = rows;
    this.keys = keys;
  }

  @Override
  public StoreOutcome<Provider> add(Provider provider) {
    return SqlOutcomes.adding(
        Map.of("name", provider.name(), "id", provider.id().toString()),
        () -> {
          var row = ProviderMapping.row(provider, sealed(provider));
          rows.persistAndFlush(row);
          return new Done<>(ProviderMapping.provider(row, provider.credential()));
        });
  }

  @Override
  public StoreOutcome<Provider> find(TenantId tenant, ProviderId id) {
    var row = rows.findById(new RowId(tenant.value(), id.value()));
    return row == null ? new Missing<>("provider") : new Done<>(reader(tenant).apply(row));
  }

  @Override
  public StoreOutcome<Page<Provider>> page(TenantId tenant, Page.Request request) {
    var found = RowPage.of(rows, tenant, request);
    return new Done<>(RowPage.mapped(found, request, row -> row.id.id(), reader(tenant)));
  }

  @Override
  public StoreOutcome<Provider> remove(TenantId tenant, ProviderId id) {
    return SqlOutcomes.removing(
        id,
        () -> {
          var row = rows.findById(new RowId(tenant.value(), id.value()));
          if (row == null) {
            return new Missing<>("provider");
          }
          var removed = reader(tenant).apply(row);
          rows.delete(row);
          rows.flush();
          return new Done<>(removed);
        });
  }

  private Map<String, String> sealed(Provider provider) {
    if (!provider.credential().isSet()) {
      return Map.of();
    }
    return rows.getSession()
        .doReturningWork(connection -> keys.obtainCipher(connection, provider.tenant()))
        .seal(provider.id(), provider.credential());
  }

  private Function<ProviderEntity, Provider> reader(TenantId tenant) {
    var cipher = rows.getSession().doReturningWork(connection -> keys.cipher(connection, tenant));
    return row -> ProviderMapping.provider(row, credential(row, cipher));
  }

  private static Credential credential(ProviderEntity row, Optional<CredentialCipher> cipher) {
    var sealed = ProviderMapping.sealed(row);
    if (sealed.isEmpty()) {
      return Credential.NONE;
    }
    var opened = cipher.flatMap(known -> known.open(new ProviderId(row.id.id()), sealed));
    if (opened.isEmpty()) {
      LOG.errorf("credential of provider %s: cannot be opened, read as none", row.id.id());
    }
    return opened.orElse(Credential.NONE);
  }
}
