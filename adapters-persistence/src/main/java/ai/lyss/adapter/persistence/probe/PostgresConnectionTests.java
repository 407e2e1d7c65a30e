package ai.lyss.adapter.persistence.probe;

import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.port.ConnectionTests;
import ai.lyss.domain.probe.ConnectionTest;
import ai.lyss.domain.probe.ProbeResult;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import ai.lyss.domain.store.StoreOutcome.Missing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Tests in {@code connection_tests}, over the connection of the running transaction. Thread-safe.
 */
public final class PostgresConnectionTests implements ConnectionTests {

  private static final String ADD =
      "insert into connection_tests (tenant_id, id, provider_id, channel_id, at, took_micros,"
          + " failure, message, status) select ?, ?, ?, ?, ?, ?, ?, ?, ?"
          + " where exists (select from providers where tenant_id = ? and id = ?)"
          + " and (?::uuid is null"
          + " or exists (select from channels where tenant_id = ? and id = ?::uuid))";
  private static final String FORGET =
      "delete from connection_tests where tenant_id = ? and provider_id = ? and id in (select id"
          + " from connection_tests where tenant_id = ? and provider_id = ? order by id desc"
          + " offset ?)";
  private static final String LATEST =
      "select id, channel_id, at, took_micros, failure, message, status from connection_tests"
          + " where tenant_id = ? and provider_id = ? order by id desc limit ?";

  private final DataSource dataSource;

  /** Works over connections of a source that takes part in transactions. */
  public PostgresConnectionTests(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public StoreOutcome<ConnectionTest> add(ConnectionTest test) {
    try (var connection = dataSource.getConnection()) {
      if (insert(connection, test) == 0) {
        return new Missing<>(test.channel() == null ? "provider" : "channel");
      }
      forget(connection, test);
      return new Done<>(test);
    } catch (SQLException e) {
      return SqlOutcomes.of(e);
    }
  }

  @Override
  public StoreOutcome<List<ConnectionTest>> latest(TenantId tenant, ProviderId provider) {
    try (var connection = dataSource.getConnection();
        var query = connection.prepareStatement(LATEST)) {
      query.setObject(1, tenant.value());
      query.setObject(2, provider.value());
      query.setInt(3, KEPT);
      var tests = new ArrayList<ConnectionTest>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          tests.add(test(row, tenant, provider));
        }
      }
      return new Done<>(tests);
    } catch (SQLException e) {
      return SqlOutcomes.of(e);
    }
  }

  private static int insert(Connection connection, ConnectionTest test) throws SQLException {
    try (var insert = connection.prepareStatement(ADD)) {
      var channel = test.channel();
      insert.setObject(1, test.tenant().value());
      insert.setObject(2, test.id());
      insert.setObject(3, test.provider().value());
      insert.setObject(4, channel == null ? null : channel.value(), Types.OTHER);
      insert.setObject(5, test.at().atOffset(ZoneOffset.UTC));
      insert.setLong(6, TimeUnit.NANOSECONDS.toMicros(test.result().took().toNanos()));
      switch (test.result()) {
        case ProbeResult.Reached reached -> {
          insert.setNull(7, Types.VARCHAR);
          insert.setNull(8, Types.VARCHAR);
          insert.setNull(9, Types.INTEGER);
        }
        case ProbeResult.Failed failed -> {
          insert.setString(7, failed.type().wireName());
          insert.setString(8, failed.message().replace("\0", ""));
          insert.setObject(9, failed.status(), Types.INTEGER);
        }
      }
      insert.setObject(10, test.tenant().value());
      insert.setObject(11, test.provider().value());
      insert.setObject(12, channel == null ? null : channel.value(), Types.OTHER);
      insert.setObject(13, test.tenant().value());
      insert.setObject(14, channel == null ? null : channel.value(), Types.OTHER);
      return insert.executeUpdate();
    }
  }

  private static void forget(Connection connection, ConnectionTest test) throws SQLException {
    try (var delete = connection.prepareStatement(FORGET)) {
      delete.setObject(1, test.tenant().value());
      delete.setObject(2, test.provider().value());
      delete.setObject(3, test.tenant().value());
      delete.setObject(4, test.provider().value());
      delete.setInt(5, KEPT);
      delete.executeUpdate();
    }
  }

  private static ConnectionTest test(ResultSet row, TenantId tenant, ProviderId provider)
      throws SQLException {
    var channel = row.getObject("channel_id", UUID.class);
    return new ConnectionTest(
        row.getObject("id", UUID.class),
        tenant,
        provider,
        channel == null ? null : new ChannelId(channel),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        result(row));
  }

  private static ProbeResult result(ResultSet row) throws SQLException {
    var took = Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(row.getLong("took_micros")));
    var failure = row.getString("failure");
    if (failure == null) {
      return new ProbeResult.Reached(took, List.of());
    }
    return new ProbeResult.Failed(
        took,
        ProbeResult.Type.valueOf(failure.toUpperCase(Locale.ROOT)),
        row.getString("message"),
        row.getObject("status", Integer.class));
  }
}
