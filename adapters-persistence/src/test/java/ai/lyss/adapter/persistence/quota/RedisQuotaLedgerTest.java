package ai.lyss.adapter.persistence.quota;

import ai.lyss.adapter.persistence.redis.RedisServer;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.port.QuotaLedgerContract;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class RedisQuotaLedgerTest extends QuotaLedgerContract {

  private @Nullable Replica replica;

  @Override
  protected QuotaLedger ledger(InstantSource clock) {
    replica = Replica.at(RedisServer.shared(), clock);
    return replica.ledger;
  }

  @AfterEach
  void close() {
    if (replica != null) {
      replica.close();
    }
  }
}
