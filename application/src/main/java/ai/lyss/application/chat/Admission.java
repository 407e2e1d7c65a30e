package ai.lyss.application.chat;

import ai.lyss.application.catalog.CompiledConfiguration;
import ai.lyss.application.catalog.LiveConfiguration;
import ai.lyss.application.catalog.ModelRoute;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.chat.RelayRequest;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.port.UsageJournal;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaDemand;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.store.Ids;
import ai.lyss.domain.usage.RelayOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The first stage: who asks for which model, quotas reserved, the journal told. A refusal has taken
 * nothing. Does not block; thread-safe.
 */
final class Admission {

  private static final Duration COME_AGAIN = Duration.ofSeconds(1);

  private final LiveConfiguration live;
  private final QuotaLedger ledger;
  private final UsageJournal journal;
  private final BugReports bugs;
  private final Ids ids;
  private final RelayClock clock;
  private final RelaySettings settings;

  Admission(
      LiveConfiguration live,
      ChatRelay.Ports ports,
      Ids ids,
      RelayClock clock,
      RelaySettings settings) {
    this.live = live;
    this.ledger = ports.ledger();
    this.journal = ports.journal();
    this.bugs = new BugReports(ports.events());
    this.ids = ids;
    this.clock = clock;
    this.settings = settings;
  }

  /** Decides on a request; the answer comes on the calling event loop, at once or later. */
  void admit(
      Caller caller, RelayRequest request, String requestId, Consumer<AdmissionDecision> answer) {
    var outline = request.outline();
    var configuration = live.current();
    var route = configuration.route(caller, outline.model());
    if (route == null) {
      answer.accept(new Denied(new GatewayFailure.ModelNotFound(outline.model().value())));
      return;
    }
    var amount = Estimate.of(outline, route, settings);
    var demand =
        new QuotaDemand(
            ids.next(),
            caller,
            outline.model(),
            amount,
            leastOutput(amount, outline.choices()),
            clock.wall().instant());
    var quotas = configuration.quotasFor(caller, outline.model());
    ledger.reserve(
        demand,
        quotas,
        decision ->
            answer.accept(
                switch (decision) {
                  case QuotaDecision.Granted granted ->
                      open(caller, request, requestId, configuration, route, granted.reservation());
                  case QuotaDecision.Exhausted exhausted ->
                      exhausted(exhausted, demand.admittedAt());
                  case QuotaDecision.Unreachable unreachable ->
                      unavailable("The quota ledger cannot be reached.");
                }));
  }

  private long leastOutput(QuotaAmount amount, int choices) {
    return switch (settings.clipping()) {
      case TO_HEADROOM -> Math.min(choices, amount.outputTokens());
      case NEVER -> amount.outputTokens();
    };
  }

  /** What becomes of a reservation: a relay the journal knows of, or nothing. */
  private AdmissionDecision open(
      Caller caller,
      RelayRequest request,
      String requestId,
      CompiledConfiguration configuration,
      ModelRoute route,
      QuotaReservation reservation) {
    var opened = opened(caller, request, requestId, reservation);
    try {
      if (journal.opened(opened)) {
        long now = clock.nanos().getAsLong();
        return new Admitted(
            caller,
            request,
            configuration,
            route,
            reservation,
            opened,
            now,
            now + settings.totalTimeout().toNanos());
      }
      ledger.release(reservation);
      return unavailable("The usage journal is full.");
    } catch (RuntimeException bug) {
      bugs.tell("open", bug);
      bugs.completes("release", () -> ledger.release(reservation));
      return new Denied(new GatewayFailure.Internal());
    }
  }

  private static RelayOpened opened(
      Caller caller, RelayRequest request, String requestId, QuotaReservation reservation) {
    var amount = reservation.amount();
    return new RelayOpened(
        reservation.relay(),
        reservation.admittedAt(),
        caller.tenant(),
        caller.key(),
        caller.user(),
        request.outline().model(),
        request.outline().stream(),
        amount.inputTokens(),
        amount.outputTokens(),
        amount.costNanos(),
        requestId);
  }

  private static Denied unavailable(String message) {
    return new Denied(new GatewayFailure.Unavailable(message, COME_AGAIN));
  }

  private static Denied exhausted(QuotaDecision.Exhausted exhausted, Instant now) {
    return new Denied(
        new GatewayFailure.QuotaExhausted(
            describe(exhausted.quota()), exhausted.resetAt(), until(exhausted.resetAt(), now)));
  }

  private static String describe(Quota quota) {
    return quota.metric().wireName() + " per " + quota.window().wireName();
  }

  private static @Nullable Duration until(@Nullable Instant resetAt, Instant now) {
    return resetAt == null ? null : Duration.between(now, resetAt);
  }
}
