package ai.lyss.adapter.persistence.provider;

import ai.lyss.adapter.persistence.secret.CredentialCipher;
import ai.lyss.adapter.persistence.secret.DataKeys;
import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.RowPages;
import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Conflict;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import ai.lyss.domain.store.StoreOutcome.Stale;
import jakarta.persistence.LockModeType;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Providers through Hibernate, credentials sealed with the tenant's data key. A credential that
 * cannot be opened is logged by its provider's id and read as none. Times are kept to the
 * microsecond. Thread-safe.
 */
public final class PostgresProviderRepository implements ProviderRepository {

  private static final String SHUT =
      "credential: stored, and not to be opened by this process (expected: a new one, where vendor,"
          + " base_url or settings change)";
  private static final Logger LOG = Logger.getLogger(PostgresProviderRepository.class);

  private static final String PROVIDER = "provider";
  private static final RowPages<ProviderEntity> PAGES =
      new RowPages<>(
          ProviderEntity.class,
          "providers",
          "name",
          Map.of(
              "name",
              "name = ?",
              "vendor",
              "vendor = ?",
              "enabled",
              "enabled = cast(? as boolean)"));

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
          rows.getSession().detach(row);
          return new Done<>(reader(provider.tenant()).apply(row));
        });
  }

  @Override
  public StoreOutcome<Provider> find(TenantId tenant, ProviderId id) {
    var row = rows.findById(new RowId(tenant.value(), id.value()));
    return row == null ? new Missing<>(PROVIDER) : new Done<>(reader(tenant).apply(row));
  }

  @Override
  public StoreOutcome<Provider> claim(TenantId tenant, ProviderId id) {
    var row = claimed(tenant, id);
    return row == null ? new Missing<>(PROVIDER) : new Done<>(reader(tenant).apply(row));
  }

  @Override
  public StoreOutcome<Page<Provider>> page(TenantId tenant, Page.Request request) {
    return new Done<>(PAGES.read(rows.getSession(), tenant, request, reader(tenant)));
  }

  @Override
  public StoreOutcome<Provider> replace(Provider next) {
    return SqlOutcomes.adding(
        Map.of("name", next.name()),
        () -> {
          var row = claimed(next.tenant(), next.id());
          if (row == null) {
            return new Missing<>(PROVIDER);
          }
          if (row.version != next.revision().version() - 1) {
            return new Stale<>();
          }
          var present = reader(next.tenant()).apply(row);
          if (isShut(row, present) && !leadsAlike(present, next)) {
            return new Conflict<>("credential", SHUT);
          }
          row.become(ProviderMapping.row(next, sealedAnew(row, present, next)));
          rows.flush();
          var replaced = reader(next.tenant()).apply(row);
          rows.getSession().detach(row);
          return new Done<>(replaced);
        });
  }

  /** What did not change is not sealed anew, so that what cannot be opened here is not lost. */
  private Map<String, String> sealedAnew(ProviderEntity row, Provider present, Provider next) {
    return present.credential().equals(next.credential())
        ? ProviderMapping.sealed(row)
        : sealed(next);
  }

  /** Tells whether there is a credential that cannot be opened here, though perhaps elsewhere. */
  private static boolean isShut(ProviderEntity row, Provider present) {
    return !present.credential().isSet() && !ProviderMapping.sealed(row).isEmpty();
  }

  /** A credential that nobody here can see must not come to be sent to another place. */
  private static boolean leadsAlike(Provider present, Provider next) {
    return next.credential().isSet()
        || (present.vendor().equals(next.vendor())
            && Objects.equals(present.baseUrl(), next.baseUrl())
            && present.settings().equals(next.settings()));
  }

  private @Nullable ProviderEntity claimed(TenantId tenant, ProviderId id) {
    return rows.findById(new RowId(tenant.value(), id.value()), LockModeType.PESSIMISTIC_WRITE);
  }

  @Override
  public StoreOutcome<Provider> remove(TenantId tenant, ProviderId id) {
    return SqlOutcomes.removing(
        id,
        () -> {
          var row = rows.findById(new RowId(tenant.value(), id.value()));
          if (row == null) {
            return new Missing<>(PROVIDER);
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
