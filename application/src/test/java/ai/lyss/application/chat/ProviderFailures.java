package ai.lyss.application.chat;

import ai.lyss.domain.failure.FailureScope;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import ai.lyss.domain.failure.VendorError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Failures of attempts to test with: every kind, and where it matters every variant. */
final class ProviderFailures {

  static final ProviderFailure CONNECT = new ProviderFailure.ConnectFailed("refused");
  static final ProviderFailure DOWN = new ProviderFailure.Unavailable(503, null);
  static final ProviderFailure BROKEN = new ProviderFailure.BrokenOff("end of stream");
  static final ProviderFailure LIMITED = new ProviderFailure.RateLimited(null);
  static final ProviderFailure LATE = new ProviderFailure.TimedOut(TimeoutPhase.FIRST_BYTE);
  static final ProviderFailure NO_TIME = new ProviderFailure.TimedOut(TimeoutPhase.TOTAL);
  static final ProviderFailure BAD_KEY = new ProviderFailure.Barred(FailureScope.KEY, 401);
  static final VendorError MISTAKE =
      new VendorError(400, "temperature too high", "invalid_request_error", "temperature", null);
  static final ProviderFailure REFUSED = new ProviderFailure.RequestRefused(MISTAKE);

  private ProviderFailures() {}

  /** Those after which another channel is tried at once. */
  static List<ProviderFailure> retried() {
    var all = new ArrayList<ProviderFailure>();
    all.add(CONNECT);
    all.add(BROKEN);
    all.add(new ProviderFailure.Malformed("not JSON"));
    all.add(new ProviderFailure.ModelMissing(404));
    all.add(new ProviderFailure.NoRoom("full"));
    all.add(LIMITED);
    all.add(new ProviderFailure.RateLimited(Duration.ofSeconds(7)));
    for (int status : new int[] {408, 409, 500, 502, 503, 504, 529}) {
      all.add(new ProviderFailure.Unavailable(status, null));
    }
    for (var phase : TimeoutPhase.values()) {
      if (phase != TimeoutPhase.TOTAL) {
        all.add(new ProviderFailure.TimedOut(phase));
      }
    }
    for (var scope : FailureScope.values()) {
      if (scope != FailureScope.REQUEST) {
        all.add(new ProviderFailure.Barred(scope, 403));
      }
    }
    return all;
  }

  /** Those that are final at once. */
  static List<ProviderFailure> notRetried() {
    return List.of(REFUSED, NO_TIME);
  }

  /** All of them. */
  static List<ProviderFailure> all() {
    var all = new ArrayList<>(retried());
    all.addAll(notRetried());
    return all;
  }
}
