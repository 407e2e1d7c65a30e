package ai.lyss.adapter.persistence.quotapolicy;

import ai.lyss.adapter.persistence.store.Names;
import ai.lyss.adapter.persistence.store.RowId;
import ai.lyss.adapter.persistence.store.StoredTime;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.store.Revision;
import ai.lyss.domain.store.Stored;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Between {@link Quota} and its row. */
final class QuotaMapping {

  private QuotaMapping() {}

  static QuotaEntity row(Stored<Quota> stored) {
    var quota = stored.value();
    var row = new QuotaEntity();
    row.id = new RowId(quota.tenant().value(), quota.id().value());
    scope(quota.scope(), row);
    var model = quota.model();
    row.model = model == null ? null : model.value();
    row.metric = quota.metric().wireName();
    row.timeWindow = quota.window().wireName();
    row.timeZone = quota.zone().getId();
    row.amount = quota.limit();
    row.warnAtPermille = quota.warnAtPermille().toArray(Integer[]::new);
    row.enforcement = quota.enforcement().wireName();
    row.mode = quota.mode().name().toLowerCase(Locale.ROOT);
    row.createdAt = StoredTime.of(stored.revision().createdAt());
    row.updatedAt = StoredTime.of(stored.revision().updatedAt());
    row.version = stored.revision().version();
    return row;
  }

  private static void scope(QuotaScope scope, QuotaEntity row) {
    switch (scope) {
      case QuotaScope.WholeTenant() -> row.scope = "tenant";
      case QuotaScope.OfKey(var key) -> {
        row.scope = "key";
        row.scopeKeyId = key.value();
      }
      case QuotaScope.OfUser(var user) -> {
        row.scope = "user";
        row.scopeUser = user;
      }
    }
  }

  static Stored<Quota> quota(QuotaEntity row) {
    var model = row.model;
    return new Stored<>(
        new Quota(
            new QuotaId(row.id.id()),
            new TenantId(row.id.tenantId()),
            scope(row),
            model == null ? null : new ModelName(model),
            Names.known("metric", row.metric, QuotaMetric::ofWireName),
            Names.known("time_window", row.timeWindow, QuotaWindow::ofWireName),
            ZoneId.of(row.timeZone),
            row.amount,
            List.of(row.warnAtPermille),
            Names.known("enforcement", row.enforcement, Quota.Enforcement::ofWireName),
            Quota.Mode.valueOf(row.mode.toUpperCase(Locale.ROOT))),
        new Revision(row.createdAt, row.updatedAt, row.version));
  }

  private static QuotaScope scope(QuotaEntity row) {
    var key = row.scopeKeyId;
    if (key != null) {
      return new QuotaScope.OfKey(new KeyId(key));
    }
    var user = row.scopeUser;
    return user == null ? new QuotaScope.WholeTenant() : new QuotaScope.OfUser(user);
  }
}
