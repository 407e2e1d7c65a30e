package ai.lyss.domain.port;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.store.StoreOutcome;

/**
 * Channels of a tenant. Used within a {@link TenantTransaction}. Pages are filtered by {@code
 * name}, {@code provider_id}, {@code model}, {@code tag} and {@code enabled}.
 */
public interface ChannelRepository extends TenantCollection<Channel, ChannelId> {

  /** Stores a new channel; a conflict on {@code name} when the tenant has one of that name. */
  StoreOutcome<Channel> add(Channel channel);

  /** Removes a channel; a conflict when something still uses it. */
  StoreOutcome<Channel> remove(TenantId tenant, ChannelId id);
}
