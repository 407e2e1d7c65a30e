package ai.lyss.adapter.persistence.store;

import ai.lyss.domain.access.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * What a transaction steps down to, so that row-level security holds for it whoever logged in. Role
 * and tenant end with the transaction: a connection carries neither to whoever gets it next.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-rowsecurity.html">row security</a>
 */
public enum DatabaseRole {
  /** Does a tenant's work: sees and changes rows of the bound tenant, and none without one. */
  APP,
  /** Reads the configuration of all tenants and adds rows to the ledger. */
  RELAY,
  /** Keeps the tenants themselves and the first things of an installation. */
  PLATFORM;

  private static final String BIND = "select set_config('lyss.tenant', ?, true)";

  /** Returns the SQL expression that steps down until the transaction ends. */
  public String steppingDown() {
    return "set_config('role', lyss_role('" + name().toLowerCase(Locale.ROOT) + "'), true)";
  }

  /** Steps down until the transaction ends, or until another role is taken. */
  public void take(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select " + steppingDown());
    }
  }

  /** Binds the connection's transaction to a tenant until it ends. */
  public static void bind(Connection connection, TenantId tenant) throws SQLException {
    try (var bind = connection.prepareStatement(BIND)) {
      bind.setString(1, tenant.toString());
      bind.execute();
    }
  }
}
