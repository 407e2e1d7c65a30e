package ai.lyss.adapter.persistence.channel;

import ai.lyss.adapter.persistence.PostgresStore;
import ai.lyss.adapter.persistence.database.DatabaseResource;
import ai.lyss.domain.port.ChannelRepositoryContract;
import ai.lyss.domain.port.ConfigurationStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class PostgresChannelRepositoryTest extends ChannelRepositoryContract {

  private final PostgresStore store;

  PostgresChannelRepositoryTest(PostgresStore store) {
    this.store = store;
  }

  @Override
  protected ConfigurationStore store() {
    return store;
  }
}
