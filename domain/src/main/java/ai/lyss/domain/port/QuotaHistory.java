package ai.lyss.domain.port;

import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the ledger of stored relays says was used: from it counters are restored. Blocks. */
public interface QuotaHistory {

  /**
   * Returns what was charged to a quota by relays admitted from {@code from} on, in steps of {@code
   * step} counted from there; steps without use are left out.
   */
  StoreOutcome<List<Used>> used(Quota quota, Instant from, Duration step);

  /**
   * The use of one step.
   *
   * @param start when the step starts
   * @param amount what was charged in it
   */
  record Used(Instant start, long amount) {}
}
