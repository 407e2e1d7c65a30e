package ai.lyss.domain.fake;

import ai.lyss.domain.port.KeyManagement;
import ai.lyss.domain.port.KeyManagementContract;

class InMemoryKeyManagementTest extends KeyManagementContract {

  @Override
  protected KeyManagement present() {
    return new InMemoryKeyManagement("one");
  }

  @Override
  protected KeyManagement rotated() {
    return new InMemoryKeyManagement("two", "one");
  }

  @Override
  protected KeyManagement stranger() {
    return new InMemoryKeyManagement("other");
  }
}
