package ai.lyss.domain.fake;

import ai.lyss.domain.port.UsageJournal;
import ai.lyss.domain.port.UsageJournalContract;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.UsageRecord;
import java.util.List;

class InMemoryUsageJournalTest extends UsageJournalContract {

  @Override
  protected UsageJournal roomy() {
    return new InMemoryUsageJournal();
  }

  @Override
  protected UsageJournal narrow() {
    return new InMemoryUsageJournal(20);
  }

  @Override
  protected List<UsageRecord> closedRows(UsageJournal journal) {
    return ((InMemoryUsageJournal) journal).closedRows();
  }

  @Override
  protected List<RelayOpened> openedRelays(UsageJournal journal) {
    return ((InMemoryUsageJournal) journal).openedRelays();
  }
}
