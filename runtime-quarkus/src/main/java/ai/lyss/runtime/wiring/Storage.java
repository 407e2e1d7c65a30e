package ai.lyss.runtime.wiring;

import ai.lyss.adapter.persistence.change.DatabaseAddress;
import ai.lyss.adapter.persistence.change.PostgresConfigurationChanges;
import ai.lyss.adapter.persistence.channel.ChannelPanache;
import ai.lyss.adapter.persistence.channel.PostgresChannelRepository;
import ai.lyss.adapter.persistence.key.ApiKeyPanache;
import ai.lyss.adapter.persistence.key.PostgresApiKeyRepository;
import ai.lyss.adapter.persistence.once.PostgresAnswerOnce;
import ai.lyss.adapter.persistence.provider.PostgresProviderRepository;
import ai.lyss.adapter.persistence.provider.ProviderPanache;
import ai.lyss.adapter.persistence.quotapolicy.PostgresQuotaRepository;
import ai.lyss.adapter.persistence.quotapolicy.QuotaPanache;
import ai.lyss.adapter.persistence.route.PostgresRouteRepository;
import ai.lyss.adapter.persistence.route.RoutePanache;
import ai.lyss.adapter.persistence.secret.DataKeys;
import ai.lyss.adapter.persistence.secret.HmacKeyDigests;
import ai.lyss.adapter.persistence.secret.LocalKeyManagement;
import ai.lyss.adapter.persistence.secret.MasterKeys;
import ai.lyss.adapter.persistence.snapshot.PostgresConfigurationSource;
import ai.lyss.adapter.persistence.store.JdbcTransactions;
import ai.lyss.adapter.persistence.tenant.PostgresTenantRepository;
import ai.lyss.adapter.persistence.tenant.TenantPanache;
import ai.lyss.adapter.persistence.transaction.PostgresBootstrap;
import ai.lyss.adapter.persistence.transaction.PostgresTenantTransaction;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.port.AnswerOnce;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.port.Bootstrap;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.port.ConfigurationChanges;
import ai.lyss.domain.port.ConfigurationSource;
import ai.lyss.domain.port.KeyDigests;
import ai.lyss.domain.port.KeyManagement;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.QuotaRepository;
import ai.lyss.domain.port.RouteRepository;
import ai.lyss.domain.port.TenantRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.runtime.config.GatewayConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionManager;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The configuration in PostgreSQL. */
final class Storage {

  @Produces
  @Singleton
  JdbcTransactions transactions(DataSource store) {
    return new JdbcTransactions(store);
  }

  @Produces
  @Singleton
  KeyManagement keyManagement(GatewayConfig config, SecureRandom random) {
    var masters = MasterKeys.parse(config.masterKey().orElseThrow().reveal());
    return new LocalKeyManagement(masters, random);
  }

  @Produces
  @Singleton
  DataKeys dataKeys(KeyManagement masters, SecureRandom random, Ids ids, InstantSource wall) {
    return new DataKeys(masters, random, ids, wall);
  }

  @Produces
  @Singleton
  KeyDigests digests(JdbcTransactions store, DataKeys keys) {
    return switch (HmacKeyDigests.open(store, keys)) {
      case StoreOutcome.Done<HmacKeyDigests> done -> done.value();
      case StoreOutcome.Missing<HmacKeyDigests> missing -> throw unopened();
      case StoreOutcome.Conflict<HmacKeyDigests> conflict -> throw unopened();
      case StoreOutcome.Stale<HmacKeyDigests> stale -> throw unopened();
      case StoreOutcome.Unavailable<HmacKeyDigests> unavailable -> throw unopened();
    };
  }

  private static IllegalStateException unopened() {
    return new IllegalStateException(
        "the store could not be read (expected: a PostgreSQL that answers)");
  }

  @Produces
  @Singleton
  TenantTransaction tenantTransaction(
      TransactionManager manager, DataSource store, Ids ids, InstantSource wall) {
    return new PostgresTenantTransaction(manager, store, ids, wall);
  }

  @Produces
  @Singleton
  ProviderRepository providers(ProviderPanache rows, DataKeys keys) {
    return new PostgresProviderRepository(rows, keys);
  }

  @Produces
  @Singleton
  ChannelRepository channels(ChannelPanache rows) {
    return new PostgresChannelRepository(rows);
  }

  @Produces
  @Singleton
  ApiKeyRepository keys(ApiKeyPanache rows) {
    return new PostgresApiKeyRepository(rows);
  }

  @Produces
  @Singleton
  RouteRepository routes(RoutePanache rows) {
    return new PostgresRouteRepository(rows);
  }

  @Produces
  @Singleton
  QuotaRepository quotas(QuotaPanache rows) {
    return new PostgresQuotaRepository(rows);
  }

  @Produces
  @Singleton
  TenantRepository tenants(TenantPanache rows) {
    return new PostgresTenantRepository(rows);
  }

  @Produces
  @Singleton
  AnswerOnce answers(DataSource store, DataKeys keys) {
    return new PostgresAnswerOnce(store, keys);
  }

  @Produces
  @Singleton
  Bootstrap bootstrap(JdbcTransactions store, Ids ids, InstantSource wall) {
    return new PostgresBootstrap(store, ids, wall);
  }

  @Produces
  @Singleton
  ConfigurationSource source(JdbcTransactions store, DataKeys keys) {
    return new PostgresConfigurationSource(store, keys);
  }

  @Produces
  @Singleton
  ConfigurationChanges changes(
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
    var address =
        new DatabaseAddress(url, user.orElse(null), password.map(Secret::of).orElse(null));
    return new PostgresConfigurationChanges(address, PostgresConfigurationChanges.Timing.USUAL);
  }
}
