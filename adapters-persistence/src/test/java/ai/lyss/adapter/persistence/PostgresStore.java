package ai.lyss.adapter.persistence;

import ai.lyss.adapter.persistence.channel.ChannelPanache;
import ai.lyss.adapter.persistence.channel.PostgresChannelRepository;
import ai.lyss.adapter.persistence.key.ApiKeyPanache;
import ai.lyss.adapter.persistence.key.PostgresApiKeyRepository;
import ai.lyss.adapter.persistence.once.PostgresAnswerOnce;
import ai.lyss.adapter.persistence.probe.PostgresConnectionTests;
import ai.lyss.adapter.persistence.provider.PostgresProviderRepository;
import ai.lyss.adapter.persistence.provider.ProviderPanache;
import ai.lyss.adapter.persistence.quotapolicy.PostgresQuotaRepository;
import ai.lyss.adapter.persistence.quotapolicy.QuotaPanache;
import ai.lyss.adapter.persistence.route.PostgresRouteRepository;
import ai.lyss.adapter.persistence.route.RoutePanache;
import ai.lyss.adapter.persistence.secret.DataKeys;
import ai.lyss.adapter.persistence.secret.LocalKeyManagement;
import ai.lyss.adapter.persistence.secret.MasterKeys;
import ai.lyss.adapter.persistence.snapshot.PostgresConfigurationSource;
import ai.lyss.adapter.persistence.store.JdbcTransactions;
import ai.lyss.adapter.persistence.tenant.PostgresTenantRepository;
import ai.lyss.adapter.persistence.tenant.TenantPanache;
import ai.lyss.adapter.persistence.transaction.PostgresAuditTrail;
import ai.lyss.adapter.persistence.transaction.PostgresBootstrap;
import ai.lyss.adapter.persistence.transaction.PostgresTenantTransaction;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.fixture.ManualClock;
import ai.lyss.domain.fixture.Seeds;
import ai.lyss.domain.port.AnswerOnce;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.port.AuditTrail;
import ai.lyss.domain.port.Bootstrap;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.port.ConfigurationSource;
import ai.lyss.domain.port.ConfigurationStore;
import ai.lyss.domain.port.ConnectionTests;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.QuotaRepository;
import ai.lyss.domain.port.RouteRepository;
import ai.lyss.domain.port.TenantRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.store.Ids;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionManager;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The adapters of this module, wired as the runtime wires them. */
@Singleton
public final class PostgresStore implements ConfigurationStore {

  /** The master key of the tests. */
  public static final String MASTER = "m1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  private final AgroalDataSource dataSource;
  private final TenantTransaction transactions;
  private final ProviderRepository providers;
  private final ChannelRepository channels;
  private final ApiKeyRepository keys;
  private final RouteRepository routes;
  private final QuotaRepository quotas;
  private final AuditTrail trail;
  private final TenantRepository tenants;
  private final AnswerOnce answers;
  private final ConnectionTests tests;
  private final Bootstrap bootstrap;
  private final ConfigurationSource source;

  PostgresStore(
      AgroalDataSource dataSource,
      TransactionManager manager,
      ProviderPanache providerRows,
      ChannelPanache channelRows,
      ApiKeyPanache keyRows,
      RoutePanache routeRows,
      QuotaPanache quotaRows,
      TenantPanache tenantRows) {
    this.dataSource = dataSource;
    var clock = new ManualClock();
    var ids = ids();
    var store = new JdbcTransactions(dataSource);
    var random = new SecureRandom();
    var masters = new LocalKeyManagement(MasterKeys.parse(MASTER), random);
    var dataKeys = new DataKeys(masters, random, ids, clock);
    transactions = new PostgresTenantTransaction(manager, dataSource, ids, clock);
    providers = new PostgresProviderRepository(providerRows, dataKeys);
    channels = new PostgresChannelRepository(channelRows);
    keys = new PostgresApiKeyRepository(keyRows);
    routes = new PostgresRouteRepository(routeRows);
    quotas = new PostgresQuotaRepository(quotaRows);
    trail = new PostgresAuditTrail(dataSource, ids, clock);
    tenants = new PostgresTenantRepository(tenantRows);
    answers = new PostgresAnswerOnce(dataSource, dataKeys);
    tests = new PostgresConnectionTests(dataSource);
    bootstrap = new PostgresBootstrap(store, ids, clock);
    source = new PostgresConfigurationSource(store, dataKeys);
  }

  /** Returns a maker of ids whose order is that of their making, in this JVM and with the next. */
  static Ids ids() {
    var millis = new AtomicLong(System.currentTimeMillis());
    return new Ids(() -> Instant.ofEpochMilli(millis.incrementAndGet()), Seeds.random());
  }

  @Override
  public TenantTransaction transactions() {
    return transactions;
  }

  @Override
  public ProviderRepository providers() {
    return providers;
  }

  @Override
  public ChannelRepository channels() {
    return channels;
  }

  @Override
  public ApiKeyRepository keys() {
    return keys;
  }

  @Override
  public RouteRepository routes() {
    return routes;
  }

  @Override
  public QuotaRepository quotas() {
    return quotas;
  }

  @Override
  public AuditTrail trail() {
    return trail;
  }

  @Override
  public TenantRepository tenants() {
    return tenants;
  }

  @Override
  public AnswerOnce answers() {
    return answers;
  }

  @Override
  public ConnectionTests tests() {
    return tests;
  }

  @Override
  public Bootstrap bootstrap() {
    return bootstrap;
  }

  @Override
  public ConfigurationSource source() {
    return source;
  }

  @Override
  public List<Change> audit(TenantId tenant) {
    var found = new ArrayList<Change>();
    try (var connection = dataSource.getConnection();
        var query =
            connection.prepareStatement(
                "select * from audit_log where tenant_id = ? order by id")) {
      query.setObject(1, tenant.value());
      try (var row = query.executeQuery()) {
        while (row.next()) {
          var actor = row.getObject("actor_key", UUID.class);
          found.add(
              new Change(
                  tenant,
                  actor == null ? null : new KeyId(actor),
                  row.getString("actor_user"),
                  row.getString("action"),
                  row.getString("resource"),
                  row.getObject("subject", UUID.class),
                  row.getString("address")));
        }
      }
    } catch (SQLException e) {
      throw new AssertionError("audit rows of " + tenant, e);
    }
    return found;
  }
}
