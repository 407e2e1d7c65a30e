package ai.lyss.adapter.persistence.transaction;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.domain.port.AuditTrailContract;
import ai.lyss.domain.port.ConfigurationStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PostgresAuditTrailTest extends AuditTrailContract {

  private final PostgresStore store;

  PostgresAuditTrailTest(PostgresStore store) {
    this.store = store;
  }

  @Override
  protected ConfigurationStore store() {
    return store;
  }
}
