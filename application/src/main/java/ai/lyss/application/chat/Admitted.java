package ai.lyss.application.chat;

import ai.lyss.application.catalog.CompiledConfiguration;
import ai.lyss.application.catalog.ModelRoute;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.chat.RelayRequest;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.usage.RelayOpened;
import org.jspecify.annotations.Nullable;

/**
 * A request that is to be relayed: the only input of routing.
 *
 * @param caller who asks
 * @param request what is asked
 * @param configuration the configuration that holds for the whole relay
 * @param route how the model is routed
 * @param reservation what was set aside
 * @param opened the journal's record of it
 * @param startedNanos when it was admitted, on the monotonic clock
 * @param deadlineNanos when it must be over
 */
record Admitted(
    Caller caller,
    RelayRequest request,
    CompiledConfiguration configuration,
    ModelRoute route,
    QuotaReservation reservation,
    RelayOpened opened,
    long startedNanos,
    long deadlineNanos)
    implements AdmissionDecision {

  /** Returns the output limit to send for each choice; null when the caller's is kept. */
  @Nullable Long clippedPerChoice() {
    var clipped = reservation.clipped();
    return clipped == null ? null : clipped / request.outline().choices();
  }
}
