package ai.lyss.adapter.persistence.change;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.change.PostgresConfigurationChanges.Timing;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.adapter.persistence.database.TestDatabase;
import ai.lyss.domain.port.ConfigurationChanges;
import ai.lyss.domain.port.ConfigurationChangesContract;
import ai.lyss.domain.port.ConfigurationStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PostgresChangesContractTest extends ConfigurationChangesContract {

  private final PostgresStore store;
  private TestDatabase database;

  PostgresChangesContractTest(PostgresStore store) {
    this.store = store;
  }

  @Override
  protected ConfigurationStore store() {
    return store;
  }

  @Override
  protected ConfigurationChanges changes() {
    var address = new DatabaseAddress(database.url(TestDatabase.port()), TestDatabase.user(), null);
    return new PostgresConfigurationChanges(address, Timing.USUAL);
  }
}
