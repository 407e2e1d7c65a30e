package ai.lyss.domain.local;

import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.port.QuotaLedgerContract;
import java.time.InstantSource;

class LocalQuotaLedgerTest extends QuotaLedgerContract {

  @Override
  protected QuotaLedger ledger(InstantSource clock) {
    return new LocalQuotaLedger(clock);
  }
}
