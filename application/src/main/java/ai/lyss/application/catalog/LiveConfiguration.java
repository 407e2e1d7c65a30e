package ai.lyss.application.catalog;

import ai.lyss.domain.channel.Channel;
import ai.lyss.domain.health.HealthBook;
import ai.lyss.domain.port.ConfigurationSource;
import ai.lyss.domain.snapshot.Configuration;
import ai.lyss.domain.store.StoreOutcome;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Holds the configuration that relays read now, and swaps it whole. Reading is one volatile read;
 * reloads are serialised.
 */
public final class LiveConfiguration {

  private final ConfigurationSource source;
  private final ConfigurationCompiler compiler;
  private final HealthBook health;
  private volatile CompiledConfiguration current = CompiledConfiguration.EMPTY;
  private volatile Configuration loaded = Configuration.EMPTY;

  /** Starts empty; {@link #reload} fills it. */
  public LiveConfiguration(
      ConfigurationSource source, ConfigurationCompiler compiler, HealthBook health) {
    this.source = source;
    this.compiler = compiler;
    this.health = health;
  }

  /** Returns the configuration as of the last good reload. */
  public CompiledConfiguration current() {
    return current;
  }

  /** Returns what the last good reload read. */
  public Configuration loaded() {
    return loaded;
  }

  /**
   * Reads the configuration anew and swaps it in. Blocks.
   *
   * @param beforeSwap is given the new configuration before any relay sees it
   * @return false when the source could not be read, and then the former one stays
   */
  public synchronized boolean reload(Consumer<Configuration> beforeSwap) {
    return switch (source.load()) {
      case StoreOutcome.Done<Configuration> done -> {
        beforeSwap.accept(done.value());
        done.value().providers().forEach(health::configured);
        current = compiler.compile(done.value());
        loaded = done.value();
        health.retain(
            done.value().channels().stream().map(Channel::id).collect(Collectors.toSet()));
        yield true;
      }
      case StoreOutcome.Missing<Configuration> missing -> false;
      case StoreOutcome.Conflict<Configuration> conflict -> false;
      case StoreOutcome.Stale<Configuration> stale -> false;
      case StoreOutcome.Unavailable<Configuration> unavailable -> false;
    };
  }
}
