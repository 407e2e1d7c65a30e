package ai.lyss.adapter.persistence.snapshot;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.Revision;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads rows into things, and columns into values. */
final class Rows {

  private static final Logger LOG = Logger.getLogger(Rows.class);

  private Rows() {}

  /** Makes a thing of a row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Returns what the reader makes of the rows of a query whose second column is an id. A row that
   * is no valid thing is logged by its id and left out: one bad row must not keep the relay from
   * all others.
   */
  static <T> List<T> list(Connection connection, String sql, Reader<T> reader) throws SQLException {
    var things = new ArrayList<T>();
    try (var query = connection.prepareStatement(sql);
        var rows = query.executeQuery()) {
      var table = rows.getMetaData().getTableName(2);
      while (rows.next()) {
        try {
          things.add(reader.read(rows));
        } catch (IllegalArgumentException e) {
          LOG.errorf("row %s of %s is left out: %s", rows.getString(2), table, e.getMessage());
        }
      }
    }
    return things;
  }

  static UUID id(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static TenantId tenant(ResultSet row) throws SQLException {
    return new TenantId(id(row, "tenant_id"));
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Integer intOrNull(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  static <T> @Nullable T orNull(ResultSet row, String column, Function<String, T> make)
      throws SQLException {
    var text = row.getString(column);
    return text == null ? null : make.apply(text);
  }

  static String[] texts(ResultSet row, String column) throws SQLException {
    return (String[]) row.getArray(column).getArray();
  }

  static String @Nullable [] textsOrNull(ResultSet row, String column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? null : (String[]) array.getArray();
  }

  static Revision revision(ResultSet row) throws SQLException {
    return new Revision(time(row, "created_at"), time(row, "updated_at"), row.getLong("version"));
  }
}
