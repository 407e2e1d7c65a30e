package ai.lyss.runtime.wiring;

import ai.lyss.application.admin.Births;
import ai.lyss.application.admin.ChannelAdministration;
import ai.lyss.application.admin.CheckedChanges;
import ai.lyss.application.admin.KeyAdministration;
import ai.lyss.application.admin.KeyMint;
import ai.lyss.application.admin.ProviderAdministration;
import ai.lyss.application.admin.QuotaAdministration;
import ai.lyss.application.admin.RouteAdministration;
import ai.lyss.application.admin.TenantAdministration;
import ai.lyss.application.catalog.LiveConfiguration;
import ai.lyss.application.usecase.AdministerChannels;
import ai.lyss.application.usecase.AdministerKeys;
import ai.lyss.application.usecase.AdministerProviders;
import ai.lyss.application.usecase.AdministerQuotas;
import ai.lyss.application.usecase.AdministerRoutes;
import ai.lyss.application.usecase.AdministerTenants;
import ai.lyss.application.usecase.ListVendors;
import ai.lyss.domain.port.AnswerOnce;
import ai.lyss.domain.port.ApiKeyRepository;
import ai.lyss.domain.port.ChannelRepository;
import ai.lyss.domain.port.Egress;
import ai.lyss.domain.port.KeyDigests;
import ai.lyss.domain.port.ProviderRepository;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.port.QuotaRepository;
import ai.lyss.domain.port.RouteRepository;
import ai.lyss.domain.port.TenantRepository;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.port.VendorCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/**
 * The use cases of administration over their ports. They are application-scoped: JAX-RS makes its
 * filters and resources before there is a configuration, and gets proxies that wait for the first
 * call.
 */
final class Administration {

  @Produces
  @Singleton
  CheckedChanges changes(TenantTransaction transaction, AnswerOnce answers, Births births) {
    return new CheckedChanges(transaction, answers, births);
  }

  @Produces
  @ApplicationScoped
  AdministerTenants tenants(
      LiveConfiguration live,
      TenantTransaction transaction,
      CheckedChanges changes,
      TenantRepository tenants,
      Births births) {
    return new TenantAdministration(live::loaded, transaction, changes, tenants, births);
  }

  @Produces
  @ApplicationScoped
  AdministerProviders providers(ProviderAdministration administration) {
    return administration;
  }

  @Produces
  @ApplicationScoped
  ListVendors vendors(ProviderAdministration administration) {
    return administration;
  }

  @Produces
  @Singleton
  @Typed(ProviderAdministration.class)
  ProviderAdministration providerAdministration(
      TenantTransaction transaction,
      CheckedChanges changes,
      ProviderRepository providers,
      VendorCatalog vendors,
      Egress egress,
      Births births) {
    return new ProviderAdministration(transaction, changes, providers, vendors, egress, births);
  }

  @Produces
  @ApplicationScoped
  AdministerChannels channels(ChannelAdministration administration) {
    return administration;
  }

  @Produces
  @Singleton
  @Typed(ChannelAdministration.class)
  ChannelAdministration channelAdministration(
      TenantTransaction transaction,
      CheckedChanges changes,
      ChannelRepository channels,
      ProviderRepository providers,
      Births births) {
    return new ChannelAdministration(transaction, changes, channels, providers, births);
  }

  @Produces
  @ApplicationScoped
  AdministerRoutes routes(RouteAdministration administration) {
    return administration;
  }

  @Produces
  @Singleton
  @Typed(RouteAdministration.class)
  RouteAdministration routeAdministration(
      TenantTransaction transaction,
      CheckedChanges changes,
      RouteRepository routes,
      ChannelRepository channels,
      Births births) {
    return new RouteAdministration(transaction, changes, routes, channels, births);
  }

  @Produces
  @Singleton
  KeyAdministration.Making keyMaking(SecureRandom random, KeyDigests digests) {
    return new KeyAdministration.Making(new KeyMint(random), digests);
  }

  @Produces
  @ApplicationScoped
  AdministerKeys keys(
      TenantTransaction transaction,
      CheckedChanges changes,
      ApiKeyRepository keys,
      KeyAdministration.Making making,
      Births births) {
    return new KeyAdministration(transaction, changes, keys, making, births);
  }

  @Produces
  @ApplicationScoped
  AdministerQuotas quotas(QuotaAdministration administration) {
    return administration;
  }

  @Produces
  @Singleton
  @Typed(QuotaAdministration.class)
  QuotaAdministration quotaAdministration(
      TenantTransaction transaction,
      CheckedChanges changes,
      QuotaAdministration.Stores stores,
      QuotaLedger ledger,
      Births births) {
    return new QuotaAdministration(transaction, changes, stores, ledger, births);
  }

  @Produces
  @Singleton
  QuotaAdministration.Stores quotaStores(QuotaRepository quotas, ApiKeyRepository keys) {
    return new QuotaAdministration.Stores(quotas, keys);
  }
}
