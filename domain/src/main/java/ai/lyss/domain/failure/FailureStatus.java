package ai.lyss.domain.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The HTTP status of each failure and when to come again, for every dialect alike. */
public final class FailureStatus {

  private FailureStatus() {}

  /** Returns the HTTP status that tells this failure. */
  public static int of(GatewayFailure failure) {
    return switch (failure) {
      case GatewayFailure.InvalidRequest invalid -> 400;
      case GatewayFailure.Unauthenticated unauthenticated -> 401;
      case GatewayFailure.Forbidden forbidden -> 403;
      case GatewayFailure.ModelNotFound missing -> 404;
      case GatewayFailure.TooLarge large -> 413;
      case GatewayFailure.RateLimitExceeded exceeded -> 429;
      case GatewayFailure.QuotaExhausted exhausted -> 429;
      case GatewayFailure.NoChannelAvailable none -> 503;
      case GatewayFailure.UpstreamRateLimited limited -> 429;
      case GatewayFailure.UpstreamTimedOut late -> 504;
      case GatewayFailure.UpstreamFailed failed -> 502;
      case GatewayFailure.RefusedByVendor refused -> refused.error().status();
      case GatewayFailure.Interrupted interrupted -> 502;
      case GatewayFailure.Unavailable unavailable -> 503;
      case GatewayFailure.Internal internal -> 500;
    };
  }

  /** Returns how long to wait before calling again; null when nobody knows. */
  public static @Nullable Duration retryAfter(GatewayFailure failure) {
    return switch (failure) {
      case GatewayFailure.RateLimitExceeded exceeded -> exceeded.retryAfter();
      case GatewayFailure.QuotaExhausted exhausted -> exhausted.retryAfter();
      case GatewayFailure.NoChannelAvailable none -> none.retryAfter();
      case GatewayFailure.UpstreamRateLimited limited -> limited.retryAfter();
      case GatewayFailure.UpstreamFailed failed -> failed.retryAfter();
      case GatewayFailure.Unavailable unavailable -> unavailable.retryAfter();
      case GatewayFailure.InvalidRequest invalid -> null;
      case GatewayFailure.Unauthenticated unauthenticated -> null;
      case GatewayFailure.Forbidden forbidden -> null;
      case GatewayFailure.ModelNotFound missing -> null;
      case GatewayFailure.TooLarge large -> null;
      case GatewayFailure.UpstreamTimedOut late -> null;
      case GatewayFailure.RefusedByVendor refused -> null;
      case GatewayFailure.Interrupted interrupted -> null;
      case GatewayFailure.Internal internal -> null;
    };
  }
}
