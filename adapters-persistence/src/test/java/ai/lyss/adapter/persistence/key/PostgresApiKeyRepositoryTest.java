package ai.lyss.adapter.persistence.key;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.domain.port.ApiKeyRepositoryContract;
import ai.lyss.domain.port.ConfigurationStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PostgresApiKeyRepositoryTest extends ApiKeyRepositoryContract {

  private final PostgresStore store;

  PostgresApiKeyRepositoryTest(PostgresStore store) {
    this.store = store;
  }

  @Override
  protected ConfigurationStore store() {
    return store;
  }
}
