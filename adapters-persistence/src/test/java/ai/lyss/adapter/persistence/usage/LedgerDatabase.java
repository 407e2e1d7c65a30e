package ai.lyss.adapter.persistence.usage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for the tests of this module's ledger; each test gets a database of its own.
 */
public final class LedgerDatabase {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final Map<Integer, String> TEMPLATES = new ConcurrentHashMap<>();

  private final PGSimpleDataSource source;

  private LedgerDatabase(PGSimpleDataSource source) {
    this.source = source;
  }

  /** Returns a new database with the ledger's tables. */
  public static LedgerDatabase create() {
    return create(Server.RUNNING);
  }

  /** Returns a new database with the ledger's tables on a server. */
  public static LedgerDatabase create(EmbeddedPostgres server) {
    var template = TEMPLATES.computeIfAbsent(server.getPort(), LedgerDatabase::template);
    var name = "ledger" + DATABASES.incrementAndGet();
    new LedgerDatabase(at(server.getPort(), "postgres"))
        .execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    return new LedgerDatabase(at(server.getPort(), name));
  }

  /** Migrates once; whatever is copied from it has the roles of the first. */
  private static String template(int port) {
    new LedgerDatabase(at(port, "postgres")).execute("CREATE DATABASE ledger_template");
    Flyway.configure().dataSource(at(port, "ledger_template")).load().migrate();
    return "ledger_template";
  }

  /** Returns the database as it is reached at another port. */
  public LedgerDatabase through(int port) {
    return new LedgerDatabase(at(port, source.getDatabaseName()));
  }

  /** Returns where connections come from: none is pooled, all have time-outs. */
  public DataSource source() {
    return source;
  }

  /** Returns a URL with everything a connection needs. */
  public String url() {
    return source.getUrl();
  }

  /** Returns the port of the server. */
  public int port() {
    return source.getPortNumbers()[0];
  }

  /** Runs statements. */
  public void execute(String sql) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Returns all rows of a query, each as its values joined by {@code |}; null is {@code -}. */
  public List<String> rows(String sql) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        var row = new ArrayList<String>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          var value = rows.getString(column);
          row.add(value == null ? "-" : value);
        }
        all.add(String.join("|", row));
      }
      return all;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Returns the only value of a query. */
  public long number(String sql) {
    return Long.parseLong(rows(sql).getFirst());
  }

  private static PGSimpleDataSource at(int port, String name) {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(name);
    source.setUser("postgres");
    source.setPassword("postgres");
    source.setConnectTimeout(2);
    source.setLoginTimeout(2);
    source.setSocketTimeout(20);
    return source;
  }

  /** One server for all tests of a run; it ends with the process. */
  private static final class Server {
    private static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
