package ai.lyss.application.admin;

import ai.lyss.application.usecase.TenantConfig.NamedQuota;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaScope;
import org.jspecify.annotations.Nullable;

/** Says in words what a quota counts: quotas have no names, and this is told in their place. */
final class QuotaLabel {

  private QuotaLabel() {}

  /** Returns the label of a quota: several may have the same. */
  static String ofNamed(NamedQuota named) {
    return of(named.quota(), named.key());
  }

  /**
   * Returns the label of a quota.
   *
   * @param key the name of its key; null when it has none
   */
  static String of(Quota quota, @Nullable String key) {
    var scope =
        switch (quota.scope()) {
          case QuotaScope.WholeTenant whole -> "tenant";
          case QuotaScope.OfKey of -> "key " + key;
          case QuotaScope.OfUser(var user) -> "user " + user;
        };
    var model = quota.model();
    return scope
        + (model == null ? "" : " model " + model)
        + (" " + quota.metric().wireName() + " a " + quota.window().wireName())
        + (quota.mode() == Quota.Mode.DRY_RUN ? " (dry run)" : "");
  }

  /** Returns all that the label leaves out, to order those that have the same. */
  static String ofRest(NamedQuota named) {
    var quota = named.quota();
    return "%020d %s %s %s"
        .formatted(quota.limit(), quota.zone(), quota.warnAtPermille(), quota.enforcement());
  }
}
