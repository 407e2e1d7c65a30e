package ai.lyss.domain.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why one attempt on one channel failed. {@code detail} is for operators: it never holds a
 * credential, a base URL or an internal host.
 */
public sealed interface ProviderFailure {

  /** Returns whose fault it was. */
  FailureScope scope();

  /** Returns a short stable name for logs and metrics, one of a small set. */
  String kind();

  /** No connection came about, or it broke before the request was sent whole. */
  record ConnectFailed(String detail) implements ProviderFailure {
    @Override
    public FailureScope scope() {
      return FailureScope.PROVIDER;
    }

    @Override
    public String kind() {
      return "connect";
    }
  }

  /** A limit of time ran out in {@code phase}. */
  record TimedOut(TimeoutPhase phase) implements ProviderFailure {
    @Override
    public FailureScope scope() {
      return FailureScope.PROVIDER;
    }

    @Override
    public String kind() {
      return "timeout";
    }
  }

  /** The vendor said 429: too many requests or tokens. */
  record RateLimited(@Nullable Duration retryAfter) implements ProviderFailure {
    @Override
    public FailureScope scope() {
      return FailureScope.PROVIDER;
    }

    @Override
    public String kind() {
      return "rate_limited";
    }
  }

  /**
   * The vendor said 408, 409, 5xx or 529, or redirected, which is not followed: it may work a
   * moment later or elsewhere.
   */
  record Unavailable(int status, @Nullable Duration retryAfter) implements ProviderFailure {
    @Override
    public FailureScope scope() {
      return FailureScope.PROVIDER;
    }

    @Override
    public String kind() {
      return "unavailable";
    }
  }

  /** The vendor refused the gateway's own credential or account: 401, 402, 403 and their kin. */
  record Barred(FailureScope scope, int status) implements ProviderFailure {
    @Override
    public String kind() {
      return switch (scope) {
        case KEY -> "key";
        case FUNDING -> "funding";
        case REGION -> "region";
        case MODEL -> "model";
        case REQUEST, PROVIDER -> "barred";
      };
    }
  }

  /** The vendor does not have the model, or not for this account. */
  record ModelMissing(int status) implements ProviderFailure {
    @Override
    public FailureScope scope() {
      return FailureScope.MODEL;
    }

    @Override
    public String kind() {
      return "model";
    }
  }

  /** The caller's mistake, in the vendor's words. */
  record RequestRefused(VendorError error) implements ProviderFailure {
    @Override
    public FailureScope scope() {
      return FailureScope.REQUEST;
    }

    @Override
    public String kind() {
      return "request";
    }
  }

  /**
   * The vendor has no way to take the request, and it was not sent; a vendor of another kind may
   * take it. The error says what stands in the way.
   */
  record Unfit(VendorError error) implements ProviderFailure {
    @Override
    public FailureScope scope() {
      return FailureScope.REQUEST;
    }

    @Override
    public String kind() {
      return "unfit";
    }
  }

  /**
   * The gateway had no room for what the request needs, and it was not sent: no channel's fault,
   * and a moment later there may be room.
   */
  record NoRoom(String detail) implements ProviderFailure {
    @Override
    public FailureScope scope() {
      return FailureScope.REQUEST;
    }

    @Override
    public String kind() {
      return "no_room";
    }
  }

  /** The answer ended before the vendor said it was whole. */
  record BrokenOff(String detail) implements ProviderFailure {
    @Override
    public FailureScope scope() {
      return FailureScope.PROVIDER;
    }

    @Override
    public String kind() {
      return "broken_off";
    }
  }

  /** The answer was not what the vendor's format allows. */
  record Malformed(String detail) implements ProviderFailure {
    @Override
    public FailureScope scope() {
      return FailureScope.PROVIDER;
    }

    @Override
    public String kind() {
      return "malformed";
    }
  }
}
