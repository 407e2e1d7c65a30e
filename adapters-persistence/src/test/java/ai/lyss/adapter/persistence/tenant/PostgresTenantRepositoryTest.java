package ai.lyss.adapter.persistence.tenant;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.domain.port.ConfigurationStore;
import ai.lyss.domain.port.TenantRepositoryContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PostgresTenantRepositoryTest extends TenantRepositoryContract {

  private final PostgresStore store;

  PostgresTenantRepositoryTest(PostgresStore store) {
    this.store = store;
  }

  @Override
  protected ConfigurationStore store() {
    return store;
  }
}
