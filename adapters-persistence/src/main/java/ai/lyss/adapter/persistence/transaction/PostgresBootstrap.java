package ai.lyss.adapter.persistence.transaction;

import ai.lyss.adapter.persistence.store.DatabaseRole;
import ai.lyss.adapter.persistence.store.JdbcTransactions;
import ai.lyss.domain.access.Change;
import ai.lyss.domain.access.Tenant;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.Bootstrap;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.store.StoreOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * The first things of an installation, made once however many processes start at the same time.
 * Thread-safe.
 */
public final class PostgresBootstrap implements Bootstrap {

  private final JdbcTransactions store;
  private final Ids ids;
  private final InstantSource clock;
  private final AuditRows audit;

  /** Works over this store. */
  public PostgresBootstrap(JdbcTransactions store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.audit = new AuditRows(ids, clock);
  }

  @Override
  public StoreOutcome<Tenant> tenant(String name) {
    return store.change(
        DatabaseRole.PLATFORM,
        connection -> {
          var found = find(connection, name);
          if (found.isPresent()) {
            return found.get();
          }
          insert(connection, new TenantId(ids.next()), name);
          // Another process may have been first: what counts is the row that is there now.
          return find(connection, name).orElseThrow();
        });
  }

  @Override
  public StoreOutcome<Boolean> pending(String step) {
    return store.change(
        DatabaseRole.PLATFORM,
        connection -> {
          try (var query =
              connection.prepareStatement("select 1 from bootstrap_steps where step = ?")) {
            query.setString(1, step);
            try (var row = query.executeQuery()) {
              return !row.next();
            }
          }
        });
  }

  @Override
  public StoreOutcome<Boolean> done(String step) {
    return store.change(
        DatabaseRole.PLATFORM,
        connection -> {
          try (var insert =
              connection.prepareStatement(
                  "insert into bootstrap_steps (step, done_at) values (?, ?)"
                      + " on conflict (step) do nothing")) {
            insert.setString(1, step);
            insert.setObject(2, now());
            return insert.executeUpdate() == 1;
          }
        });
  }

  private void insert(Connection connection, TenantId id, String name) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into tenants (id, name, created_at, updated_at) values (?, ?, ?, ?)"
                + " on conflict (name) do nothing")) {
      insert.setObject(1, id.value());
      insert.setString(2, name);
      insert.setObject(3, now());
      insert.setObject(4, now());
      if (insert.executeUpdate() == 1) {
        DatabaseRole.bind(connection, id);
        audit.write(connection, new Change(id, null, null, "create", "tenant", id.value(), null));
      }
    }
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Optional<Tenant> find(Connection connection, String name) throws SQLException {
    try (var query =
        connection.prepareStatement("select id, name, enabled from tenants where name = ?")) {
      query.setString(1, name);
      try (var row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Tenant(
                    new TenantId(row.getObject("id", UUID.class)),
                    row.getString("name"),
                    row.getBoolean("enabled")))
            : Optional.empty();
      }
    }
  }
}
