package ai.lyss.adapter.persistence.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Something done over one connection. */
@FunctionalInterface
public interface SqlWork<T> {

  /** Does it; the connection stays the caller's. */
  T over(Connection connection) throws SQLException;
}
