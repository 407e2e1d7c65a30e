package ai.lyss.adapter.persistence.snapshot;

import ai.lyss.adapter.persistence.store.Names;
import ai.lyss.domain.access.KeyId;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.pricing.Price;
import ai.lyss.domain.pricing.PriceList;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.quota.QuotaWindow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Reads all quotas and prices. */
final class QuotaRows {

  private static final String QUOTAS =
      "select tenant_id, id, scope, scope_key_id, scope_user, model, metric, time_window, time_zone,"
          + " amount, warn_at_permille, enforcement, mode from quotas order by tenant_id, id";
  private static final String PRICES =
      "select tenant_id, id, vendor, vendor_model, currency, input, output, cached_input,"
          + " cache_write, reasoning, per_request_nanos, valid_from from prices order by id";

  private QuotaRows() {}

  static List<Quota> quotas(Connection connection) throws SQLException {
    return Rows.list(connection, QUOTAS, QuotaRows::quota);
  }

  static PriceList prices(Connection connection) throws SQLException {
    return new PriceList(Rows.list(connection, PRICES, QuotaRows::price));
  }

  private static Quota quota(ResultSet row) throws SQLException {
    return new Quota(
        new QuotaId(Rows.id(row, "id")),
        Rows.tenant(row),
        scope(row),
        Rows.orNull(row, "model", ModelName::new),
        Names.known("metric", row.getString("metric"), QuotaMetric::ofWireName),
        Names.known("time_window", row.getString("time_window"), QuotaWindow::ofWireName),
        zone(row.getString("time_zone")),
        row.getLong("amount"),
        List.of((Integer[]) row.getArray("warn_at_permille").getArray()),
        Quota.Enforcement.valueOf(row.getString("enforcement").toUpperCase(Locale.ROOT)),
        Quota.Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)));
  }

  private static QuotaScope scope(ResultSet row) throws SQLException {
    var key = row.getObject("scope_key_id", UUID.class);
    if (key != null) {
      return new QuotaScope.OfKey(new KeyId(key));
    }
    var user = row.getString("scope_user");
    return user == null ? new QuotaScope.WholeTenant() : new QuotaScope.OfUser(user);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("time_zone: " + name + " (expected: a known zone)");
    }
  }

  private static Price price(ResultSet row) throws SQLException {
    return new Price(
        Rows.id(row, "id"),
        Rows.orNull(row, "tenant_id", id -> new TenantId(UUID.fromString(id))),
        new Vendor(row.getString("vendor")),
        new ModelName(row.getString("vendor_model")),
        row.getString("currency"),
        row.getLong("input"),
        row.getLong("output"),
        Rows.longOrNull(row, "cached_input"),
        Rows.longOrNull(row, "cache_write"),
        Rows.longOrNull(row, "reasoning"),
        Rows.longOrNull(row, "per_request_nanos"),
        Rows.time(row, "valid_from"));
  }
}
