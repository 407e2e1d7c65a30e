package ai.lyss.application.chat;

import ai.lyss.application.chat.RelayOutcome.Charge;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import ai.lyss.domain.health.AttemptOutcome;
import ai.lyss.domain.routing.Candidate;
import java.time.Duration;

/** What a failed attempt means for the channel, the caller and the charge. */
final class AttemptVerdict {

  private static final int CALLERS_ERRORS = 400;
  private static final int SERVER_ERRORS = 500;
  private static final Duration USUAL_COOL_DOWN = Duration.ofSeconds(5);

  private AttemptVerdict() {}

  /** Returns what the failure says of the channel. */
  static AttemptOutcome ofChannel(ProviderFailure failure) {
    return switch (failure) {
      case ProviderFailure.ConnectFailed connect -> AttemptOutcome.FAILURE;
      case ProviderFailure.TimedOut late ->
          late.phase() == TimeoutPhase.TOTAL ? AttemptOutcome.IGNORED : AttemptOutcome.FAILURE;
      case ProviderFailure.RateLimited limited -> AttemptOutcome.IGNORED;
      case ProviderFailure.Unavailable unavailable ->
          isBusy(unavailable.status()) ? AttemptOutcome.IGNORED : AttemptOutcome.FAILURE;
      case ProviderFailure.Barred barred ->
          switch (barred.scope()) {
            case KEY, FUNDING, REQUEST -> AttemptOutcome.IGNORED;
            case MODEL, REGION, PROVIDER -> AttemptOutcome.FAILURE;
          };
      case ProviderFailure.ModelMissing missing -> AttemptOutcome.FAILURE;
      case ProviderFailure.RequestRefused refused -> AttemptOutcome.IGNORED;
      case ProviderFailure.Unfit unfit -> AttemptOutcome.IGNORED;
      case ProviderFailure.NoRoom full -> AttemptOutcome.IGNORED;
      case ProviderFailure.BrokenOff broken -> AttemptOutcome.FAILURE;
      case ProviderFailure.Malformed malformed -> AttemptOutcome.FAILURE;
    };
  }

  /** Tells whether a status speaks of this moment only: 408, 409 and their kin. */
  private static boolean isBusy(int status) {
    return status >= CALLERS_ERRORS && status < SERVER_ERRORS;
  }

  /** Acts on the scope of a failure: rate limits cool down, bad credentials are benched. */
  static void bench(Candidate tried, ProviderFailure failure) {
    switch (failure) {
      case ProviderFailure.RateLimited limited -> tried.health().coolDown(coolDown(limited));
      case ProviderFailure.Barred barred -> {
        switch (barred.scope()) {
          case KEY, FUNDING -> tried.health().misconfigured(tried.provider().revision());
          case REQUEST, MODEL, REGION, PROVIDER -> {}
        }
      }
      case ProviderFailure.ConnectFailed connect -> {}
      case ProviderFailure.TimedOut late -> {}
      case ProviderFailure.Unavailable unavailable -> {}
      case ProviderFailure.ModelMissing missing -> {}
      case ProviderFailure.RequestRefused refused -> {}
      case ProviderFailure.Unfit unfit -> {}
      case ProviderFailure.NoRoom full -> {}
      case ProviderFailure.BrokenOff broken -> {}
      case ProviderFailure.Malformed malformed -> {}
    }
  }

  /** What the same candidate would say to the same request a moment later. */
  enum Again {
    /** Something else, perhaps. */
    MAY_PASS,
    /** The same, and another candidate something else. */
    STAYS,
    /** The same, as every candidate would. */
    OF_THE_REQUEST
  }

  /** Returns what another attempt on the same candidate would come to. */
  static Again again(ProviderFailure failure) {
    return switch (failure) {
      case ProviderFailure.RequestRefused refused -> Again.OF_THE_REQUEST;
      case ProviderFailure.Unfit unfit -> Again.STAYS;
      case ProviderFailure.NoRoom full -> Again.MAY_PASS;
      case ProviderFailure.Barred barred -> Again.STAYS;
      case ProviderFailure.ModelMissing missing -> Again.STAYS;
      case ProviderFailure.ConnectFailed connect -> Again.MAY_PASS;
      case ProviderFailure.TimedOut late -> Again.MAY_PASS;
      case ProviderFailure.RateLimited limited -> Again.MAY_PASS;
      case ProviderFailure.Unavailable unavailable -> Again.MAY_PASS;
      case ProviderFailure.BrokenOff broken -> Again.MAY_PASS;
      case ProviderFailure.Malformed malformed -> Again.MAY_PASS;
    };
  }

  private static Duration coolDown(ProviderFailure.RateLimited limited) {
    var retryAfter = limited.retryAfter();
    return retryAfter == null ? USUAL_COOL_DOWN : retryAfter;
  }

  /** Returns what the caller is told when this failure is the last word. */
  static GatewayFailure forCaller(ProviderFailure failure) {
    return switch (failure) {
      case ProviderFailure.RequestRefused refused ->
          new GatewayFailure.RefusedByVendor(refused.error());
      case ProviderFailure.Unfit unfit -> new GatewayFailure.RefusedByVendor(unfit.error());
      case ProviderFailure.NoRoom full ->
          new GatewayFailure.Unavailable(full.detail(), Duration.ofSeconds(1));
      case ProviderFailure.RateLimited limited ->
          new GatewayFailure.UpstreamRateLimited(coolDown(limited));
      case ProviderFailure.TimedOut late -> new GatewayFailure.UpstreamTimedOut();
      case ProviderFailure.Unavailable unavailable ->
          new GatewayFailure.UpstreamFailed(unavailable.retryAfter());
      case ProviderFailure.ConnectFailed connect -> new GatewayFailure.UpstreamFailed(null);
      case ProviderFailure.Barred barred -> new GatewayFailure.UpstreamFailed(null);
      case ProviderFailure.ModelMissing missing -> new GatewayFailure.UpstreamFailed(null);
      case ProviderFailure.BrokenOff broken -> new GatewayFailure.UpstreamFailed(null);
      case ProviderFailure.Malformed malformed -> new GatewayFailure.UpstreamFailed(null);
    };
  }

  /** Returns what the vendor may bill for an attempt whose request it had whole. */
  static Charge charge(ProviderFailure failure) {
    return switch (failure) {
      case ProviderFailure.RequestRefused refused -> Charge.REQUEST;
      case ProviderFailure.TimedOut late -> Charge.INPUT;
      case ProviderFailure.BrokenOff broken -> Charge.INPUT;
      case ProviderFailure.Malformed malformed -> Charge.INPUT;
      case ProviderFailure.Unfit unfit -> Charge.NOTHING;
      case ProviderFailure.NoRoom full -> Charge.NOTHING;
      case ProviderFailure.ConnectFailed connect -> Charge.NOTHING;
      case ProviderFailure.RateLimited limited -> Charge.NOTHING;
      case ProviderFailure.Unavailable unavailable -> Charge.NOTHING;
      case ProviderFailure.Barred barred -> Charge.NOTHING;
      case ProviderFailure.ModelMissing missing -> Charge.NOTHING;
    };
  }
}
