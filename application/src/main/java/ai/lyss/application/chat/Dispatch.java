package ai.lyss.application.chat;

import ai.lyss.domain.access.Caller;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.chat.RelaySink;
import ai.lyss.domain.port.ChannelCalls;
import ai.lyss.domain.port.GatewayEvents;
import ai.lyss.domain.port.Timers;
import ai.lyss.domain.retry.RetryPolicy;

/**
 * The third stage: attempts until one answers. Holds what all relays share; each relay is a {@link
 * DispatchRun}.
 *
 * @param calls calls of vendors
 * @param timers waits before a retry
 * @param retry when to try again
 * @param budgets how many retries there may be
 * @param settlement where every relay ends
 * @param events what is told of failed attempts
 * @param clock the clocks
 * @param drain how far an answer is read after its caller has gone
 */
record Dispatch(
    ChannelCalls calls,
    Timers timers,
    RetryPolicy retry,
    RetryBudgets budgets,
    Settlement settlement,
    GatewayEvents events,
    RelayClock clock,
    DrainBounds drain) {

  /** Returns a run that is yet to be started; every path of it ends in the sink. */
  DispatchRun prepare(RelayPlan plan, RelaySink sink) {
    return new DispatchRun(this, plan, sink);
  }

  /**
   * Spends a retry of the channel that failed and one of the caller's tenant; false when either has
   * none left. The channel is asked first, so that one that keeps failing does not use up what its
   * tenant has for others.
   */
  boolean mayRetry(Caller caller, Channel failed) {
    return budgets.of(failed.id()).tryRetry() && budgets.of(caller.tenant()).tryRetry();
  }
}
