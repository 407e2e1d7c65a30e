package ai.lyss.application.usecase;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.store.Page;
import ai.lyss.domain.store.StoreOutcome;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Administration of a tenant's channels. Blocks; thread-safe. */
public interface AdministerChannels {

  /** Stores a new channel; a conflict on {@code name} when the tenant has one of that name. */
  Checked<Channel> create(Acting acting, ChannelDraft draft, Repeat<Channel> repeat);

  /** Does the same each time it is asked for. */
  default Checked<Channel> create(Acting acting, ChannelDraft draft) {
    return create(acting, draft, new Repeat.Each<>());
  }

  /** Returns a page of the tenant's channels. */
  StoreOutcome<Page<Channel>> list(Acting acting, Page.Request request);

  /** Returns a channel of the tenant. */
  StoreOutcome<Channel> read(Acting acting, ChannelId id);

  /**
   * Makes another channel of the one that there is; conflicts as with a new one.
   *
   * @param version the version that the caller saw, and stale when it is another by now; null when
   *     any will do
   * @param wish what the present channel shall become; called within the transaction, and what it
   *     throws undoes everything and is thrown on
   */
  Checked<Channel> change(
      Acting acting, ChannelId id, @Nullable Long version, Function<Channel, ChannelDraft> wish);

  /** Lets relays use a channel; one that they may use already stays as it is. */
  StoreOutcome<Channel> enable(Acting acting, ChannelId id, @Nullable Long version);

  /** Keeps relays from using a channel; one that they may not use already stays as it is. */
  StoreOutcome<Channel> disable(Acting acting, ChannelId id, @Nullable Long version);

  /**
   * Removes a channel; a conflict when something still uses it.
   *
   * @param version as with {@link #change}
   */
  StoreOutcome<Channel> delete(Acting acting, ChannelId id, @Nullable Long version);
}
