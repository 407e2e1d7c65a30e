package ai.lyss.application.chat;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.retry.RetryBudget;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The retry budgets of tenants and of channels. Thread-safe. */
final class RetryBudgets {

  private final LongSupplier nanos;
  private final ConcurrentHashMap<TenantId, RetryBudget> tenants = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<ChannelId, RetryBudget> channels = new ConcurrentHashMap<>();

  RetryBudgets(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Returns a tenant's budget. */
  RetryBudget of(TenantId tenant) {
    var budget = tenants.get(tenant);
    return budget != null ? budget : tenants.computeIfAbsent(tenant, t -> new RetryBudget(nanos));
  }

  /** Returns the budget for retries that a channel's failures cause. */
  RetryBudget of(ChannelId channel) {
    var budget = channels.get(channel);
    return budget != null ? budget : channels.computeIfAbsent(channel, c -> new RetryBudget(nanos));
  }
}
