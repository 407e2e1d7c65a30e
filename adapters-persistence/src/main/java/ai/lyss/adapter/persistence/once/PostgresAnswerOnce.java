package ai.lyss.adapter.persistence.once;

import ai.lyss.adapter.persistence.secret.DataKeys;
import ai.lyss.adapter.persistence.store.SqlOutcomes;
import ai.lyss.adapter.persistence.store.SqlWork;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.AnswerOnce;
import ai.lyss.domain.store.OnceKey;
import ai.lyss.domain.store.OnceKey.Claim;
import ai.lyss.domain.store.StoreOutcome;
import ai.lyss.domain.store.StoreOutcome.Done;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Answers in {@code request_answers}, sealed with the tenant's data key, written over the
 * connection of the running transaction. Of two who claim a key at once, the second waits at the
 * row of the first. Thread-safe.
 */
public final class PostgresAnswerOnce implements AnswerOnce {

  private static final Logger LOG = Logger.getLogger(PostgresAnswerOnce.class);
  private static final Duration LONGEST_CLAIM = Duration.ofMinutes(1);
  private static final String FORGET =
      "delete from request_answers where (tenant_id, route, key) in (select tenant_id, route, key"
          + " from request_answers where tenant_id = ? and until <= ? limit 100 for update skip"
          + " locked)";
  private static final String CLAIM =
      "insert into request_answers (tenant_id, route, key, fingerprint, until)"
          + " values (?, ?, ?, ?, ?) on conflict (tenant_id, route, key) do update"
          + " set fingerprint = excluded.fingerprint, answer = null, until = excluded.until"
          + " where request_answers.until <= ?";
  private static final String FIND =
      "select fingerprint, answer from request_answers where tenant_id = ? and route = ?"
          + " and key = ?";
  private static final String KEEP =
      "update request_answers set answer = ?, until = ? where tenant_id = ? and route = ?"
          + " and key = ?";

  private final DataSource dataSource;
  private final DataKeys keys;

  /** Writes over connections of a source that takes part in transactions. */
  public PostgresAnswerOnce(DataSource dataSource, DataKeys keys) {
    this.dataSource = dataSource;
    this.keys = keys;
  }

  @Override
  public StoreOutcome<Claim> claim(TenantId tenant, OnceKey key, Instant now) {
    return over(
        connection -> {
          forget(connection, tenant, now);
          return claimed(connection, tenant, key, now)
              ? new Claim.First()
              : answered(connection, tenant, key);
        });
  }

  @Override
  public StoreOutcome<Claim> keep(TenantId tenant, OnceKey key, String answer, Instant until) {
    return over(
        connection -> {
          var sealed = keys.obtainCipher(connection, tenant).seal(key, answer);
          try (var update = connection.prepareStatement(KEEP)) {
            update.setString(1, sealed);
            update.setObject(2, until.atOffset(ZoneOffset.UTC));
            name(update, 3, tenant, key);
            update.executeUpdate();
          }
          return new Claim.Answered(answer);
        });
  }

  private static void forget(Connection connection, TenantId tenant, Instant now)
      throws SQLException {
    try (var delete = connection.prepareStatement(FORGET)) {
      delete.setObject(1, tenant.value());
      delete.setObject(2, now.atOffset(ZoneOffset.UTC));
      delete.executeUpdate();
    }
  }

  private static boolean claimed(Connection connection, TenantId tenant, OnceKey key, Instant now)
      throws SQLException {
    try (var insert = connection.prepareStatement(CLAIM)) {
      name(insert, 1, tenant, key);
      insert.setString(4, key.fingerprint());
      insert.setObject(5, now.plus(LONGEST_CLAIM).atOffset(ZoneOffset.UTC));
      insert.setObject(6, now.atOffset(ZoneOffset.UTC));
      return insert.executeUpdate() == 1;
    }
  }

  private Claim answered(Connection connection, TenantId tenant, OnceKey key) throws SQLException {
    try (var query = connection.prepareStatement(FIND)) {
      name(query, 1, tenant, key);
      try (var row = query.executeQuery()) {
        if (!row.next() || !row.getString("fingerprint").equals(key.fingerprint())) {
          return new Claim.Misused();
        }
        var sealed = row.getString("answer");
        var opened = keys.cipher(connection, tenant).flatMap(cipher -> cipher.open(key, sealed));
        if (opened.isEmpty()) {
          LOG.errorf("answer to %s: cannot be opened, its key counts as misused", key.route());
        }
        return opened.<Claim>map(Claim.Answered::new).orElseGet(Claim.Misused::new);
      }
    }
  }

  private static void name(PreparedStatement statement, int first, TenantId tenant, OnceKey key)
      throws SQLException {
    statement.setObject(first, tenant.value());
    statement.setString(first + 1, key.route());
    statement.setString(first + 2, key.key());
  }

  private StoreOutcome<Claim> over(SqlWork<Claim> work) {
    try (var connection = dataSource.getConnection()) {
      return new Done<>(work.over(connection));
    } catch (SQLException e) {
      return SqlOutcomes.of(e);
    }
  }
}
