package ai.lyss.domain.port;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;

/** Channels of a tenant. Used within a {@link TenantTransaction}. */
public interface ChannelRepository {

  /** Stores a new channel; a conflict on {@code name} when the tenant has one of that name. */
  StoreOutcome<Channel> add(Channel channel);

  /** Returns a channel of the tenant. */
  StoreOutcome<Channel> find(TenantId tenant, ChannelId id);

  /** Returns a page of the tenant's channels, in the order of their making. */
  StoreOutcome<Page<Channel>> page(TenantId tenant, Page.Request request);

  /** Removes a channel; a conflict when something still uses it. */
  StoreOutcome<Channel> remove(TenantId tenant, ChannelId id);
}
