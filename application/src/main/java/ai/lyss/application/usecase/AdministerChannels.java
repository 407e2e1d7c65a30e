package ai.lyss.application.usecase;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import org.jspecify.annotations.Nullable;

/** Administration of a tenant's channels. Blocks; thread-safe. */
public interface AdministerChannels {

  /** Stores a new channel; a conflict on {@code name} when the tenant has one of that name. */
  Checked<Channel> create(Acting acting, ChannelDraft draft);

  /** Returns a page of the tenant's channels, in the order of their making. */
  StoreOutcome<Page<Channel>> list(Acting acting, Page.Request request);

  /** Returns a channel of the tenant. */
  StoreOutcome<Channel> read(Acting acting, ChannelId id);

  /**
   * Removes a channel; a conflict when something still uses it.
   *
   * @param version the version that the caller saw, and stale when it is another by now; null when
   *     any will do
   */
  StoreOutcome<Channel> delete(Acting acting, ChannelId id, @Nullable Long version);
}
