package ai.lyss.domain.failure;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the caller of a relay is told when it does not get its answer. */
public sealed interface GatewayFailure {

  /** The request cannot be read, or says what is not allowed. */
  record InvalidRequest(String message, @Nullable String param, @Nullable String code)
      implements GatewayFailure {}

  /** No valid token or key came with the request. */
  record Unauthenticated(String message) implements GatewayFailure {}

  /** The caller is known but lacks the role. */
  record Forbidden(String message) implements GatewayFailure {}

  /** The caller has no such model. */
  record ModelNotFound(String model) implements GatewayFailure {}

  /** The body is larger than {@code limitBytes}. */
  record TooLarge(long limitBytes) implements GatewayFailure {}

  /** The caller sent too much in too short a time; a call passes after {@code retryAfter}. */
  record RateLimitExceeded(String limit, Duration retryAfter) implements GatewayFailure {}

  /** A quota is used up; {@code resetAt} is null for one that never resets. */
  record QuotaExhausted(String policy, @Nullable Instant resetAt, @Nullable Duration retryAfter)
      implements GatewayFailure {}

  /** No candidate was left to try. */
  record NoChannelAvailable(@Nullable Duration retryAfter) implements GatewayFailure {}

  /** Every attempt failed and the last word was 429. */
  record UpstreamRateLimited(@Nullable Duration retryAfter) implements GatewayFailure {}

  /** Every attempt failed and the last one ran out of time. */
  record UpstreamTimedOut() implements GatewayFailure {}

  /** Every attempt failed in another way; {@code retryAfter} when the vendor said it. */
  record UpstreamFailed(@Nullable Duration retryAfter) implements GatewayFailure {}

  /** The vendor refused the request as the caller's mistake. */
  record RefusedByVendor(VendorError error) implements GatewayFailure {}

  /** The answer broke off after its first content had reached the caller. */
  record Interrupted(String kind) implements GatewayFailure {}

  /** The service takes no new relays: it is stopping, or its journal is full. */
  record Unavailable(String message, @Nullable Duration retryAfter) implements GatewayFailure {}

  /** A bug of the gateway; its detail is in the log under the request id. */
  record Internal() implements GatewayFailure {}
}
