package ai.lyss.runtime.wiring;

import ai.lyss.adapter.persistence.transaction.PostgresAuditTrail;
import ai.lyss.application.admin.Births;
import ai.lyss.application.admin.ChannelAdministration;
import ai.lyss.application.admin.CheckedChanges;
import ai.lyss.application.admin.ConfigurationMoving;
import ai.lyss.application.admin.ProviderAdministration;
import ai.lyss.application.admin.QuotaAdministration;
import ai.lyss.application.admin.RouteAdministration;
import ai.lyss.application.usecase.MoveConfiguration;
import ai.lyss.domain.port.AuditTrail;
import ai.lyss.domain.port.TenantTransaction;
import ai.lyss.domain.store.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Export and import of configurations, over the administration of single things. */
final class ConfigDocuments {

  @Produces
  @Singleton
  AuditTrail trail(DataSource store, Ids ids, InstantSource wall) {
    return new PostgresAuditTrail(store, ids, wall);
  }

  @Produces
  @Singleton
  ConfigurationMoving.Administrators administrators(
      ProviderAdministration providers,
      ChannelAdministration channels,
      RouteAdministration routes,
      QuotaAdministration quotas) {
    return new ConfigurationMoving.Administrators(providers, channels, routes, quotas);
  }

  @Produces
  @ApplicationScoped
  MoveConfiguration configuration(
      TenantTransaction transaction,
      CheckedChanges changes,
      AuditTrail trail,
      ConfigurationMoving.Administrators administrators,
      Births births) {
    return new ConfigurationMoving(transaction, changes, trail, administrators, births);
  }
}
