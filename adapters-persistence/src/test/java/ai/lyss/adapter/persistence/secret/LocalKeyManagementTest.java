package ai.lyss.adapter.persistence.secret;

import ai.lyss.domain.port.KeyManagement;
import ai.lyss.domain.port.KeyManagementContract;
import java.security.SecureRandom;

class LocalKeyManagementTest extends KeyManagementContract {

  private static final String ONE = "one:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String TWO = "two:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

  @Override
  protected KeyManagement present() {
    return of(ONE);
  }

  @Override
  protected KeyManagement rotated() {
    return of(TWO + "," + ONE);
  }

  @Override
  protected KeyManagement stranger() {
    return of("one:" + TWO.substring("two:".length()));
  }

  private static KeyManagement of(String keys) {
    return new LocalKeyManagement(MasterKeys.parse(keys), new SecureRandom());
  }
}
