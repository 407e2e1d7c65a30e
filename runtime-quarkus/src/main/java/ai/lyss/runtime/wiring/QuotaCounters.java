package ai.lyss.runtime.wiring;

import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.quota.Quota;
import ai.lyss.runtime.health.SharedStateReadiness;
import java.util.List;
import java.util.function.Predicate;

/**
 * The counters of quotas, wherever they are.
 *
 * @param ledger what counts
 * @param restored starts the counters that are not counted yet from the stored relays; false when
 *     that has to be tried again. Blocks
 * @param probe tells whether they can be reached
 * @param close gives their connections back
 */
record QuotaCounters(
    QuotaLedger ledger,
    Predicate<List<Quota>> restored,
    SharedStateReadiness.Probe probe,
    Runnable close) {}
