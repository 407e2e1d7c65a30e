package ai.lyss.adapter.persistence.transaction;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.domain.port.ConfigurationStore;
import ai.lyss.domain.port.TenantTransactionContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PostgresTenantTransactionTest extends TenantTransactionContract {

  private final PostgresStore store;

  PostgresTenantTransactionTest(PostgresStore store) {
    this.store = store;
  }

  @Override
  protected ConfigurationStore store() {
    return store;
  }
}
