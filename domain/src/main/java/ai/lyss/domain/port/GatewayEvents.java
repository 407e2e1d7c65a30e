package ai.lyss.domain.port;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.failure.GatewayFailure;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.usage.UsageRecord;
import org.jspecify.annotations.Nullable;

/** What happened, for metrics, logs and traces. Calls do not block and do not fail; thread-safe. */
public interface GatewayEvents {

  /** An attempt failed. */
  void attemptFailed(Channel channel, ModelName vendorModel, ProviderFailure failure);

  /**
   * A request was refused before it was admitted.
   *
   * @param requestId the request id shown to the caller
   * @param caller who asked; null when not known
   * @param model the public model asked for; null when not known
   */
  void refused(
      String requestId, @Nullable Caller caller, @Nullable ModelName model, GatewayFailure failure);

  /**
   * An admitted relay ended.
   *
   * @param row its ledger row
   * @param channel the channel of the last attempt; null when there was none
   * @param failure what the caller was told; null when it got its answer or hung up
   */
  void relayed(UsageRecord row, @Nullable Channel channel, @Nullable GatewayFailure failure);

  /** A call-back of the core threw: a bug, told with its cause. */
  void bug(String where, Throwable cause);
}
