package ai.lyss.application.usecase;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.store.StoreOutcome;
import org.jspecify.annotations.Nullable;

/** Administration of a tenant's channels. Blocks; thread-safe. */
public interface AdministerChannels extends AdministerThings<Channel, ChannelId, ChannelDraft> {

  /**
   * Lets relays use a channel; one that they may use already stays as it is.
   *
   * @param version as with {@link #change}
   */
  StoreOutcome<Channel> enable(Acting acting, ChannelId id, @Nullable Long version);

  /** Keeps relays from using a channel; one that they may not use already stays as it is. */
  StoreOutcome<Channel> disable(Acting acting, ChannelId id, @Nullable Long version);
}
