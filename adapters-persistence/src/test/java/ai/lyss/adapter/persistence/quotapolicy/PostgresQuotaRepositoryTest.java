package ai.lyss.adapter.persistence.quotapolicy;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.domain.port.ConfigurationStore;
import ai.lyss.domain.port.QuotaRepositoryContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PostgresQuotaRepositoryTest extends QuotaRepositoryContract {

  private final PostgresStore store;

  PostgresQuotaRepositoryTest(PostgresStore store) {
    this.store = store;
  }

  @Override
  protected ConfigurationStore store() {
    return store;
  }
}
