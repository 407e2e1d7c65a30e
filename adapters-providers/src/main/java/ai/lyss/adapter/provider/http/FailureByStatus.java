package ai.lyss.adapter.provider.http;

import ai.lyss.domain.failure.FailureScope;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.VendorError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a status means when the body says nothing better. 401 and 403 bar the key, 402 the account,
 * 404 is a missing model, 429 a rate limit; 408, 409, 498 (Groq: no capacity), everything from 500
 * up and a redirect, which is not followed, may work a moment later or elsewhere; any other 4xx is
 * the caller's mistake.
 */
public final class FailureByStatus {

  private FailureByStatus() {}

  /**
   * Returns the failure for a status.
   *
   * @param error the vendor's words, safe to pass on; used where the mistake is the caller's
   */
  public static ProviderFailure of(int status, @Nullable Duration retryAfter, VendorError error) {
    return switch (status) {
      case 401, 403 -> new ProviderFailure.Barred(FailureScope.KEY, status);
      case 402 -> new ProviderFailure.Barred(FailureScope.FUNDING, status);
      case 404 -> new ProviderFailure.ModelMissing(status);
      case 408, 409, 498 -> new ProviderFailure.Unavailable(status, retryAfter);
      case 429 -> new ProviderFailure.RateLimited(retryAfter);
      default -> {
        if (status >= 500) {
          yield new ProviderFailure.Unavailable(status, retryAfter);
        }
        yield status >= 400
            ? new ProviderFailure.RequestRefused(error)
            : new ProviderFailure.Unavailable(status, retryAfter);
      }
    };
  }
}
