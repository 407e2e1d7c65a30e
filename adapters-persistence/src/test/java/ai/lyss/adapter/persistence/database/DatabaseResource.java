package ai.lyss.adapter.persistence.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the application under test a database, over a line that the tests can break. */
public final class DatabaseResource implements QuarkusTestResourceLifecycleManager {

  private @Nullable TestLine line;
  private @Nullable TestDatabase database;

  @Override
  public Map<String, String> start() {
    database = TestDatabase.empty();
    line = new TestLine(TestDatabase.port());
    return Map.of(
        "quarkus.datasource.jdbc.url",
        database.url(line.port()) + "?connectTimeout=2&socketTimeout=3",
        "quarkus.datasource.username",
        TestDatabase.user(),
        "quarkus.datasource.password",
        "unused");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(line, new TestInjector.MatchesType(TestLine.class));
    injector.injectIntoFields(database, new TestInjector.MatchesType(TestDatabase.class));
  }

  @Override
  public void stop() {
    if (line != null) {
      line.close();
    }
  }
}
