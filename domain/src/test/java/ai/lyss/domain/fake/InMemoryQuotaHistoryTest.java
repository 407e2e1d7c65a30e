package ai.lyss.domain.fake;

import ai.lyss.domain.port.QuotaHistory;
import ai.lyss.domain.port.QuotaHistoryContract;
import ai.lyss.domain.usage.UsageRecord;
import java.util.List;

class InMemoryQuotaHistoryTest extends QuotaHistoryContract {

  @Override
  protected QuotaHistory historyOf(List<UsageRecord> stored) {
    return new InMemoryQuotaHistory(stored);
  }
}
