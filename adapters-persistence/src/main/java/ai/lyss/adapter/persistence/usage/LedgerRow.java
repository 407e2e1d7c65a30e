package ai.lyss.adapter.persistence.usage;

import ai.lyss.domain.content.TokenUsage;
import ai.lyss.domain.usage.RelayOpened;
import ai.lyss.domain.usage.RelayStatus;
import ai.lyss.domain.usage.UsageProvenance;
import ai.lyss.domain.usage.UsageRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger stores of one relay. Immutable.
 *
 * @param opened the relay as it was admitted
 * @param end how it ended; null when nobody saw its end, and then it is charged in full
 */
public record LedgerRow(RelayOpened opened, @Nullable UsageRecord end) {

  /** The row of a relay that came to its end. */
  public static LedgerRow closed(UsageRecord end) {
    return new LedgerRow(end.opened(), end);
  }

  /** The row of a relay whose process died: all that was set aside for it counts as used. */
  public static LedgerRow orphaned(RelayOpened opened) {
    return new LedgerRow(opened, null);
  }

  /** Returns how the relay ended. */
  public RelayStatus status() {
    return end == null ? RelayStatus.ORPHANED : end.status();
  }

  /** Returns the tokens charged. */
  public TokenUsage usage() {
    return end == null
        ? TokenUsage.of(opened.reservedInput(), opened.reservedOutput())
        : end.usage();
  }

  /** Returns where the tokens come from; null when nothing was charged. */
  public @Nullable UsageProvenance provenance() {
    return end == null ? UsageProvenance.ESTIMATE : end.provenance();
  }

  /** Returns the money charged in nano-units; null when there was no price or no charge. */
  public @Nullable Long costNanos() {
    if (end == null) {
      return opened.reservedCostNanos();
    }
    var cost = end.cost();
    return cost == null ? null : (Long) cost.nanos();
  }
}
