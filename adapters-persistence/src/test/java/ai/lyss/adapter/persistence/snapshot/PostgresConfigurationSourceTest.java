package ai.lyss.adapter.persistence.snapshot;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.domain.port.ConfigurationSourceContract;
import ai.lyss.domain.port.ConfigurationStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PostgresConfigurationSourceTest extends ConfigurationSourceContract {

  private final PostgresStore store;

  PostgresConfigurationSourceTest(PostgresStore store) {
    this.store = store;
  }

  @Override
  protected ConfigurationStore store() {
    return store;
  }
}
