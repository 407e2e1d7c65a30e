package ai.lyss.domain.channel;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelOffer;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.store.Revision;
import java.util.List;
import java.util.Set;

/**
 * A routable way to a provider for some models. Immutable.
 *
 * @param id its id
 * @param tenant whose it is
 * @param name what people call it, unique within the tenant
 * @param provider the provider it leads to
 * @param models what it offers, each public name at most once
 * @param weight its share among its equals, 0 to 1,000,000; 0 takes it out of the draw
 * @param priority 0 serves first
 * @param limits how much it takes
 * @param onDisconnect what happens when a caller hangs up
 * @param enabled whether it may be used
 * @param tags what routes select it by
 * @param revision when it was made and changed
 */
public record Channel(
    ChannelId id,
    TenantId tenant,
    String name,
    ProviderId provider,
    List<ModelOffer> models,
    int weight,
    int priority,
    ChannelLimits limits,
    OnDisconnect onDisconnect,
    boolean enabled,
    Set<String> tags,
    Revision revision) {

  private static final int MAX_WEIGHT = 1_000_000;

  /** Checks weight, priority and models, and copies the collections. */
  public Channel {
    models = List.copyOf(models);
    tags = Set.copyOf(tags);
    if (weight < 0 || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException(
          "weight: " + weight + " (expected: 0 to " + MAX_WEIGHT + ")");
    }
    if (priority < 0) {
      throw new IllegalArgumentException("priority: " + priority + " (expected: >= 0)");
    }
    if (models.stream().map(ModelOffer::name).distinct().count() != models.size()) {
      throw new IllegalArgumentException("models: a name twice (expected: each name once)");
    }
  }
}
