package ai.lyss.application.usecase;

import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.probe.ConnectionTest;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.StoreOutcome;
import java.util.List;

/** Tests whether vendors can be reached, by calling them. Blocks; thread-safe. */
public interface TestConnections {

  /** Calls the vendor of a provider, and remembers what came of it. */
  StoreOutcome<ConnectionTest> provider(Acting acting, ProviderId id);

  /** Calls the vendor of a channel for one of its models, and remembers what came of it. */
  StoreOutcome<ConnectionTest> channel(Acting acting, ChannelId id);

  /** Returns the last tests of a provider and its channels, newest first, without models. */
  StoreOutcome<List<ConnectionTest>> latest(Acting acting, ProviderId id);
}
