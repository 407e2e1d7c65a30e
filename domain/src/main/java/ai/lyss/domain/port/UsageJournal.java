package ai.lyss.domain.port;

import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.UsageRecord;

/**
 * The append-only record of admitted relays that survives the process. Appending does not block;
 * thread-safe.
 */
public interface UsageJournal {

  /**
   * Notes that a relay was admitted, before its first attempt.
   *
   * @return false when the journal is full, and then nothing was noted
   */
  boolean opened(RelayOpened relay);

  /** Notes how an opened relay ended. Never refused: its room was kept when it was opened. */
  void closed(UsageRecord row);
}
