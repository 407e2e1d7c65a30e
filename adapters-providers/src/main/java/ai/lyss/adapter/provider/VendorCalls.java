package ai.lyss.adapter.provider;

import ai.lyss.adapter.provider.http.UnsentAttempt;
import ai.lyss.domain.chat.Attempt;
import ai.lyss.domain.chat.AttemptSink;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.Timers;
import ai.lyss.domain.provider.Vendor;
import java.time.Duration;
import java.util.Map;

/** Hands each call to the adapter of its provider's vendor. Immutable and thread-safe. */
public final class VendorCalls implements ChannelCalls {

  private final Map<Vendor, ChannelCalls> byVendor;
  private final Timers timers;

  /**
   * Calls of these vendors.
   *
   * @param timers by which a call of an unknown vendor fails after {@link #open} returned
   */
  public VendorCalls(Map<Vendor, ChannelCalls> byVendor, Timers timers) {
    this.byVendor = Map.copyOf(byVendor);
    this.timers = timers;
  }

  @Override
  public Attempt open(Call call, AttemptSink sink) {
    var calls = byVendor.get(call.provider().vendor());
    return calls == null ? unknown(sink) : calls.open(call, sink);
  }

  private Attempt unknown(AttemptSink sink) {
    var failure = new ProviderFailure.ConnectFailed("this installation does not know the vendor");
    var unsent = new UnsentAttempt(failure, sink);
    timers.after(Duration.ZERO, unsent);
    return unsent;
  }
}
