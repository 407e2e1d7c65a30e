package ai.lyss.domain.quota;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.model.ModelName;
import java.time.Instant;
import java.util.UUID;

/**
 * What a relay asks of the ledger before its first attempt.
 *
 * @param relay the relay's id, by which the reservation is settled or released
 * @param caller who asks
 * @param model the public model asked for
 * @param amount the estimate to reserve
 * @param leastOutput the output to which the reservation may be lowered when not all fits; equal to
 *     the amount's output when it may not
 * @param admittedAt the moment whose windows are charged
 */
public record QuotaDemand(
    UUID relay,
    Caller caller,
    ModelName model,
    QuotaAmount amount,
    long leastOutput,
    Instant admittedAt) {}
