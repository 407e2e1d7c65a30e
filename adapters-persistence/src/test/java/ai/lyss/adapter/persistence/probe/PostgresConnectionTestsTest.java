package ai.lyss.adapter.persistence.probe;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.domain.port.ConfigurationStore;
import ai.lyss.domain.port.ConnectionTestsContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PostgresConnectionTestsTest extends ConnectionTestsContract {

  private final PostgresStore store;

  PostgresConnectionTestsTest(PostgresStore store) {
    this.store = store;
  }

  @Override
  protected ConfigurationStore store() {
    return store;
  }
}
