package ai.lyss.adapter.persistence.database;

import ai.lyss.adapter.persistence.database.StatementWatch.Binding;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's driver, with a {@link StatementWatch} on every connection. */
public final class WatchedDriver implements Driver {

  private final Driver target = new org.postgresql.Driver();

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    var connection = target.connect(url, info);
    return connection == null
        ? null
        : proxy(Connection.class, (self, method, arguments) -> made(connection, method, arguments));
  }

  private static @Nullable Object made(
      Connection connection, Method method, Object @Nullable [] arguments) throws Throwable {
    return switch (method.getName()) {
      case "prepareStatement" -> {
        var sql = rewrite(arguments);
        var prepared = (PreparedStatement) call(connection, method, arguments);
        yield proxy(PreparedStatement.class, new Prepared(connection, prepared, sql));
      }
      case "createStatement" -> {
        var plain = (Statement) call(connection, method, arguments);
        yield proxy(Statement.class, (self, called, with) -> ran(connection, plain, called, with));
      }
      default -> call(connection, method, arguments);
    };
  }

  private static @Nullable Object ran(
      Connection connection, Statement plain, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().startsWith("execute") && arguments != null) {
      var sql = rewrite(arguments);
      StatementWatch.CURRENT.get().running(connection, sql, List.of());
    }
    return call(plain, method, arguments);
  }

  /** A statement with parameters, which it remembers until it runs. */
  private static final class Prepared implements InvocationHandler {

    private final Map<Object, Binding> bindings = new TreeMap<>();
    private final Connection connection;
    private final PreparedStatement target;
    private final String sql;

    Prepared(Connection connection, PreparedStatement target, String sql) {
      this.connection = connection;
      this.target = target;
      this.sql = sql;
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
        throws Throwable {
      var name = method.getName();
      if (name.startsWith("set") && arguments != null && arguments.length > 1) {
        bindings.put(arguments[0], new Binding(method, arguments.clone()));
      } else if ((name.startsWith("execute") && !name.contains("Batch"))
          || name.equals("addBatch")) {
        StatementWatch.CURRENT.get().running(connection, sql, List.copyOf(bindings.values()));
      }
      return call(target, method, arguments);
    }
  }

  private static String rewrite(Object @Nullable [] arguments) {
    if (arguments == null || !(arguments[0] instanceof String sql)) {
      throw new IllegalStateException("statement: without a text (expected: SQL)");
    }
    var rewritten = StatementWatch.CURRENT.get().rewritten(sql);
    arguments[0] = rewritten;
    return rewritten;
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            WatchedDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return target.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return target.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return target.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return target.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return target.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(WatchedDriver.class.getName());
  }
}
