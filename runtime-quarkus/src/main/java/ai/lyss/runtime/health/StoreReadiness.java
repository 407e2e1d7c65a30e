package ai.lyss.runtime.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * Reports whether the store answers and its tables are those this release was made for. What was
 * seen holds for a second, so that nobody can load the store by asking. Thread-safe.
 */
@Readiness
@Singleton
public final class StoreReadiness implements HealthCheck {

  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int PATIENCE_SECONDS = 2;

  private final DataSource store;
  private final Flyway migrations;
  private volatile @Nullable Seen seen;
  private volatile boolean migrated;

  /** Reports a store and its migrations. */
  @Inject
  public StoreReadiness(DataSource store, Flyway migrations) {
    this.store = store;
    this.migrations = migrations;
  }

  private record Seen(long nanos, boolean reachable, boolean migrated) {}

  @Override
  public HealthCheckResponse call() {
    var now = System.nanoTime();
    var last = seen;
    if (last == null || now - last.nanos() >= FRESH_NANOS) {
      last = look(now);
      seen = last;
    }
    return HealthCheckResponse.named("store")
        .status(last.reachable() && last.migrated())
        .withData("reachable", last.reachable())
        .withData("migrated", last.migrated())
        .build();
  }

  private Seen look(long now) {
    try (var connection = store.getConnection()) {
      boolean reachable = connection.isValid(PATIENCE_SECONDS);
      migrated = migrated || (reachable && migrations.info().pending().length == 0);
      return new Seen(now, reachable, migrated);
    } catch (SQLException _) {
      return new Seen(now, false, migrated);
    }
  }
}
