package ai.lyss.domain.health;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.channel.ChannelId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Keeps the condition of every channel while configurations come and go. Thread-safe; a relay never
 * asks it, since its candidates hold their {@link ChannelHealth}.
 */
public final class HealthBook {

  private record Key(ChannelId channel, ProviderId provider, ModelName vendorModel) {}

  private final HealthSettings settings;
  private final LongSupplier nanoClock;
  private final RandomGenerator random;
  private final ConcurrentMap<Key, ChannelHealth> healths = new ConcurrentHashMap<>();
  private final ConcurrentMap<ChannelId, ChannelLoad> loads = new ConcurrentHashMap<>();
  private final ConcurrentMap<ProviderId, ProviderBench> benches = new ConcurrentHashMap<>();

  /**
   * An empty book.
   *
   * @param nanoClock a monotonic clock in nanoseconds
   * @param random a thread-safe source of chance
   */
  public HealthBook(HealthSettings settings, LongSupplier nanoClock, RandomGenerator random) {
    long start = nanoClock.getAsLong();
    this.settings = settings;
    this.nanoClock = () -> nanoClock.getAsLong() - start;
    this.random = random;
  }

  /**
   * Returns the condition of a channel for a vendor's model: always the same object as long as the
   * channel leads to the same provider. The channel's limit on concurrency holds from now on.
   */
  public ChannelHealth of(Channel channel, ModelName vendorModel) {
    var load = loads.computeIfAbsent(channel.id(), id -> new ChannelLoad());
    load.limit(channel.limits().maxConcurrency());
    var bench = benches.computeIfAbsent(channel.provider(), id -> new ProviderBench());
    return healths.computeIfAbsent(
        new Key(channel.id(), channel.provider(), vendorModel),
        key -> new ChannelHealth(settings, nanoClock, random, load, bench));
  }

  /**
   * Takes note of a provider as it is configured now: a changed one, benched because of its
   * credential, is tried again.
   */
  public void configured(Provider provider) {
    benches
        .computeIfAbsent(provider.id(), id -> new ProviderBench())
        .configured(provider.revision().version());
  }

  /** Forgets all channels but these, and the providers that none of these leads to. */
  public void retain(Set<ChannelId> channels) {
    healths.keySet().removeIf(key -> !channels.contains(key.channel()));
    loads.keySet().retainAll(channels);
    var used = healths.keySet().stream().map(Key::provider).collect(Collectors.toSet());
    benches.keySet().retainAll(used);
  }
}
