package ai.lyss.domain.local;

import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.port.QuotaWindowsContract;
import java.time.InstantSource;

class LocalQuotaWindowsTest extends QuotaWindowsContract {

  @Override
  protected QuotaLedger ledger(InstantSource clock) {
    return new LocalQuotaLedger(clock);
  }
}
