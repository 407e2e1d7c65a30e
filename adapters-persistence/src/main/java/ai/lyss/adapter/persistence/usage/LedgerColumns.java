package ai.lyss.adapter.persistence.usage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows turned into columns: one array a column, bound as one parameter each. */
final class LedgerColumns {

  /** The columns in the order in which {@link #bind} numbers its parameters. */
  static final String NAMES =
      """
      relay_id, admitted_at, tenant_id, key_id, user_id, model_asked, model_served, channel_id, \
      attempts, status, http_status, streamed, input_tokens, output_tokens, cached_tokens, \
      cache_write_tokens, reasoning_tokens, provenance, cost_nanos, currency, price_id, \
      ttft_micros, duration_micros, finish_reason, request_id""";

  /** The types of the parameters; times come as microseconds since 1970. */
  static final String UNNEST =
      """
      unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], \
      ?::uuid[], ?::integer[], ?::text[], ?::integer[], ?::boolean[], ?::bigint[], ?::bigint[], \
      ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::uuid[], \
      ?::bigint[], ?::bigint[], ?::text[], ?::text[])""";

  private static final int MICROS = 1_000_000;

  private record Column(String type, Object[] values) {}

  private final List<Column> columns;

  /**
   * Reads the columns off the rows.
   *
   * @throws ArithmeticException when a time is out of all range
   */
  LedgerColumns(List<LedgerRow> rows) {
    columns =
        List.of(
            uuids(rows, row -> row.opened().relay()),
            longs(rows, row -> micros(row.opened().admittedAt())),
            uuids(rows, row -> row.opened().tenant().value()),
            uuids(rows, LedgerColumns::key),
            texts(rows, row -> row.opened().user()),
            texts(rows, row -> row.opened().model().value()),
            texts(rows, LedgerColumns::servedModel),
            uuids(rows, LedgerColumns::channel),
            integers(rows, row -> row.end() == null ? null : (Integer) row.end().attempts()),
            texts(rows, row -> lowerCase(row.status())),
            integers(rows, row -> row.end() == null ? null : row.end().httpStatus()),
            column("boolean", new Boolean[rows.size()], rows, row -> row.opened().streamed()),
            longs(rows, row -> row.usage().input()),
            longs(rows, row -> row.usage().output()),
            longs(rows, row -> row.usage().cached()),
            longs(rows, row -> row.usage().cacheWrite()),
            longs(rows, row -> row.usage().reasoning()),
            texts(rows, row -> lowerCase(row.provenance())),
            longs(rows, LedgerRow::costNanos),
            texts(rows, LedgerColumns::currency),
            uuids(rows, LedgerColumns::price),
            longs(rows, row -> row.end() == null ? null : micros(row.end().timeToFirstToken())),
            longs(rows, row -> row.end() == null ? null : micros(row.end().duration())),
            texts(rows, row -> row.end() == null ? null : lowerCase(row.end().finish())),
            texts(rows, row -> row.opened().requestId()));
  }

  /** Sets all parameters of a statement with {@link #UNNEST}. */
  void bind(Connection connection, PreparedStatement statement) throws SQLException {
    int parameter = 1;
    for (var column : columns) {
      statement.setArray(parameter, connection.createArrayOf(column.type(), column.values()));
      parameter++;
    }
  }

  private static Column uuids(List<LedgerRow> rows, Function<LedgerRow, @Nullable UUID> value) {
    return column("uuid", new UUID[rows.size()], rows, value);
  }

  private static Column longs(List<LedgerRow> rows, Function<LedgerRow, @Nullable Long> value) {
    return column("bigint", new Long[rows.size()], rows, value);
  }

  private static Column integers(
      List<LedgerRow> rows, Function<LedgerRow, @Nullable Integer> value) {
    return column("integer", new Integer[rows.size()], rows, value);
  }

  private static Column texts(List<LedgerRow> rows, Function<LedgerRow, @Nullable String> value) {
    return column("text", new String[rows.size()], rows, row -> storable(value.apply(row)));
  }

  private static <T> Column column(
      String type,
      @Nullable T[] values,
      List<LedgerRow> rows,
      Function<LedgerRow, ? extends @Nullable T> value) {
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    return new Column(type, values);
  }

  /** PostgreSQL keeps no U+0000 in text; a caller's user name must not make its row unstorable. */
  private static @Nullable String storable(@Nullable String text) {
    return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  private static @Nullable String lowerCase(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1000);
  }

  private static @Nullable Long micros(@Nullable Duration duration) {
    return duration == null
        ? null
        : (Long)
            Math.addExact(
                Math.multiplyExact(duration.toSeconds(), MICROS), duration.toNanosPart() / 1000);
  }

  private static @Nullable UUID key(LedgerRow row) {
    var key = row.opened().key();
    return key == null ? null : key.value();
  }

  private static @Nullable String servedModel(LedgerRow row) {
    var model = row.end() == null ? null : row.end().servedModel();
    return model == null ? null : model.value();
  }

  private static @Nullable UUID channel(LedgerRow row) {
    var channel = row.end() == null ? null : row.end().channel();
    return channel == null ? null : channel.value();
  }

  private static @Nullable String currency(LedgerRow row) {
    var cost = row.end() == null ? null : row.end().cost();
    return cost == null ? null : cost.currency();
  }

  private static @Nullable UUID price(LedgerRow row) {
    var cost = row.end() == null ? null : row.end().cost();
    return cost == null ? null : cost.price();
  }
}
