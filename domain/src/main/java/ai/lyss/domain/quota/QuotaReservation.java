package ai.lyss.domain.quota;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was set aside for a relay, until it is settled or released.
 *
 * @param relay the relay's id
 * @param tenantQuotas the quotas it counts against; empty when none matched
 * @param amount what was set aside; its output is lower than asked when {@code clipped}
 * @param clipped the output set aside, all answers together, when that is less than asked: no more
 *     may be asked of the vendor; null when the demand fitted whole
 * @param warning id of a quota that passed a warning threshold; null when none did
 * @param admittedAt the moment whose windows are charged
 */
public record QuotaReservation(
    UUID relay,
    List<Quota> tenantQuotas,
    QuotaAmount amount,
    @Nullable Long clipped,
    @Nullable QuotaId warning,
    Instant admittedAt) {

  /** Copies the quotas. */
  public QuotaReservation {
    tenantQuotas = List.copyOf(tenantQuotas);
  }
}
