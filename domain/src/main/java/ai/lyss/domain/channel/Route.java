package ai.lyss.domain.channel;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.store.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Policy and channels for a public model name. Immutable.
 *
 * @param id its id
 * @param tenant whose it is
 * @param model the public model name
 * @param policy how the channel is chosen
 * @param tags only channels with all of these tags serve; empty for all that list the model
 * @param channels only these channels serve; null for all
 * @param fallbackModels models tried in turn when no channel of this one is left
 * @param sticky what keeps requests on one channel
 * @param revision when it was made and changed
 */
public record Route(
    UUID id,
    TenantId tenant,
    ModelName model,
    PolicyName policy,
    Set<String> tags,
    @Nullable Set<ChannelId> channels,
    List<ModelName> fallbackModels,
    Sticky sticky,
    Revision revision) {

  /** Copies the collections. */
  public Route {
    tags = Set.copyOf(tags);
    channels = channels == null ? null : Set.copyOf(channels);
    fallbackModels = List.copyOf(fallbackModels);
  }

  /** A route on which nothing is sticky, made at no time in particular. */
  public Route(
      UUID id,
      TenantId tenant,
      ModelName model,
      PolicyName policy,
      Set<String> tags,
      @Nullable Set<ChannelId> channels,
      List<ModelName> fallbackModels) {
    this(
        id,
        tenant,
        model,
        policy,
        tags,
        channels,
        fallbackModels,
        Sticky.NONE,
        Revision.first(Instant.EPOCH));
  }

  /** Tells whether a channel serves this route. */
  public boolean selects(Channel channel) {
    return channel.tags().containsAll(tags)
        && (channels == null || channels.contains(channel.id()));
  }
}
