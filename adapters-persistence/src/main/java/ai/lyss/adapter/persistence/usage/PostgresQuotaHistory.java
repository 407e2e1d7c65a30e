package ai.lyss.adapter.persistence.usage;

import ai.lyss.adapter.persistence.store.DatabaseRole;
import ai.lyss.adapter.persistence.store.RoleTransaction;
import ai.lyss.domain.port.QuotaHistory;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaScope;
import ai.lyss.domain.store.StoreOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger in PostgreSQL says was used. It knows stored rows only: rows that an earlier
 * process left in its journal must be drained first, before counters are restored from here.
 * Thread-safe as far as the data source is.
 *
 * <p>A relay of which nothing was charged (its row has no provenance) was released in full and does
 * not count as a request either.
 */
public final class PostgresQuotaHistory implements QuotaHistory {

  private static final Duration SHORTEST_STEP = Duration.of(1, ChronoUnit.MICROS);
  private static final Duration LONGEST_STEP = Duration.of(Long.MAX_VALUE, ChronoUnit.MICROS);

  private final DataSource store;
  private final Duration deadline;

  /**
   * A history in this database.
   *
   * @param store where connections come from; with an acquisition, login and socket time-out of its
   *     own
   * @param deadline how long an answer of the database is awaited
   */
  public PostgresQuotaHistory(DataSource store, Duration deadline) {
    this.store = store;
    this.deadline = deadline;
  }

  @Override
  public StoreOutcome<List<Used>> used(Quota quota, Instant from, Duration step) {
    if (step.compareTo(SHORTEST_STEP) < 0) {
      throw new IllegalArgumentException("step: " + step + " (expected: >= " + SHORTEST_STEP + ")");
    }
    try (var connection = store.getConnection();
        var limited = new AnswerDeadline(connection, deadline)) {
      return new StoreOutcome.Done<>(
          RoleTransaction.run(
              limited.connection(),
              fresh -> {
                DatabaseRole.APP.take(fresh);
                DatabaseRole.bind(fresh, quota.tenant());
                return read(fresh, quota, from, step);
              }));
    } catch (SQLException e) {
      return new StoreOutcome.Unavailable<>();
    }
  }

  private static List<Used> read(Connection connection, Quota quota, Instant from, Duration step)
      throws SQLException {
    var found = new ArrayList<Used>();
    try (var statement = connection.prepareStatement(sql(quota))) {
      bind(statement, quota, micros(from), micros(step));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new Used(from.plus(step.multipliedBy(rows.getLong(1))), rows.getLong(2)));
        }
      }
    }
    return found;
  }

  private static String sql(Quota quota) {
    return """
    SELECT ((extract(epoch FROM admitted_at) * 1000000)::bigint - ?) / ? AS step,
           least(%s, 9223372036854775807) AS amount
      FROM quota_records
     WHERE tenant_id = ?
       AND admitted_at >= timestamptz 'epoch' + ? * interval '1 microsecond'
       AND provenance IS NOT NULL%s%s
     GROUP BY 1
    HAVING %s > 0
     ORDER BY 1\
    """
        .formatted(
            sum(quota.metric()),
            scope(quota.scope()),
            quota.model() == null ? "" : " AND model_asked = ?",
            sum(quota.metric()));
  }

  private static String sum(QuotaMetric metric) {
    return switch (metric) {
      case REQUESTS -> "count(*)";
      case TOKENS -> "sum(coalesce(input_tokens, 0)::numeric + coalesce(output_tokens, 0))";
      case INPUT_TOKENS -> "sum(input_tokens)";
      case OUTPUT_TOKENS -> "sum(output_tokens)";
      case COST -> "sum(cost_nanos)";
    };
  }

  private static String scope(QuotaScope scope) {
    return switch (scope) {
      case QuotaScope.WholeTenant whole -> "";
      case QuotaScope.OfKey key -> " AND key_id = ?";
      case QuotaScope.OfUser user -> " AND user_id = ?";
    };
  }

  private static void bind(PreparedStatement statement, Quota quota, long from, long step)
      throws SQLException {
    int parameter = 1;
    statement.setLong(parameter++, from);
    statement.setLong(parameter++, step);
    statement.setObject(parameter++, quota.tenant().value());
    statement.setLong(parameter++, from);
    @Nullable Object scoped =
        switch (quota.scope()) {
          case QuotaScope.WholeTenant whole -> null;
          case QuotaScope.OfKey key -> key.key().value();
          case QuotaScope.OfUser user -> user.user();
        };
    if (scoped != null) {
      statement.setObject(parameter++, scoped);
    }
    if (quota.model() != null) {
      statement.setString(parameter, quota.model().value());
    }
  }

  private static long micros(Duration step) {
    return step.compareTo(LONGEST_STEP) >= 0
        ? Long.MAX_VALUE
        : step.toSeconds() * 1_000_000 + step.toNanosPart() / 1000;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
