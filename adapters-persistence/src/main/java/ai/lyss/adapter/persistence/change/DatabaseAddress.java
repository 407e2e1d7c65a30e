package ai.lyss.adapter.persistence.change;

import ai.lyss.domain.access.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Where the database is and who asks, for a connection outside of any pool. Immutable; printing it
 * does not show the password.
 *
 * @param jdbcUrl {@code jdbc:postgresql:…}
 * @param user the role; null for the one in the URL
 * @param password its password; null for none
 */
public record DatabaseAddress(String jdbcUrl, @Nullable String user, @Nullable Secret password) {

  /** Opens a connection of which neither the opening nor any answer takes longer than this. */
  Connection open(Duration deadline) throws SQLException {
    var seconds = Long.toString(Math.max(1, deadline.toSeconds()));
    var properties = new Properties();
    properties.setProperty("ApplicationName", "lyss configuration changes");
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("socketTimeout", seconds);
    properties.setProperty("tcpKeepAlive", "true");
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password.reveal());
    }
    // The driver itself, not DriverManager: nothing to find by reflection, and no null for a URL
    // that another driver might have wanted.
    var connection = new Driver().connect(jdbcUrl, properties);
    if (connection == null) {
      throw new SQLException("jdbc url: of another kind (expected: jdbc:postgresql:…)");
    }
    return connection;
  }
}
