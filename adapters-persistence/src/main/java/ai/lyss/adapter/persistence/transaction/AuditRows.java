package ai.lyss.adapter.persistence.transaction;

import ai.lyss.domain.access.Change;
import ai.lyss.domain.store.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;

/** Writes audit rows, and the notice that goes with each change. */
final class AuditRows {

  /** The channel that replicas listen on. */
  private static final String NOTICE = "lyss_configuration";

  private final Ids ids;
  private final InstantSource clock;

  AuditRows(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** Writes the row; others see it, and are told, when the connection's transaction commits. */
  void write(Connection connection, Change change) throws SQLException {
    add(connection, change);
    tell(connection, change.tenant().value());
  }

  /** Writes the row of a part of a change; the change itself tells the others. */
  void add(Connection connection, Change change) throws SQLException {
    var actor = change.actorKey();
    try (var insert =
        connection.prepareStatement(
            "insert into audit_log (tenant_id, id, at, actor_key, actor_user, action, resource,"
                + " subject, address) values (?, ?, ?, ?::uuid, ?, ?, ?, ?, ?)")) {
      insert.setObject(1, change.tenant().value());
      insert.setObject(2, ids.next());
      insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
      insert.setString(4, actor == null ? null : actor.toString());
      insert.setString(5, change.actorUser());
      insert.setString(6, change.action());
      insert.setString(7, change.resource());
      insert.setObject(8, change.subject());
      insert.setString(9, change.address());
      insert.executeUpdate();
    }
  }

  private static void tell(Connection connection, UUID tenant) throws SQLException {
    try (var notify = connection.prepareStatement("select pg_notify(?, ?)")) {
      notify.setString(1, NOTICE);
      notify.setString(2, tenant.toString());
      notify.execute();
    }
  }
}
