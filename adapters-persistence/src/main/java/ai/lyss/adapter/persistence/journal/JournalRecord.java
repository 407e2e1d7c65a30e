package ai.lyss.adapter.persistence.journal;

import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.UsageRecord;

/** What a record of the journal says. */
sealed interface JournalRecord {

  /** A relay was admitted. */
  record Opened(RelayOpened relay) implements JournalRecord {}

  /** A relay admitted long ago was still open when its first record had to make room. */
  record Carried(RelayOpened relay) implements JournalRecord {}

  /** A relay came to its end. */
  record Closed(UsageRecord row) implements JournalRecord {}
}
