package ai.lyss.domain.channel;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
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
 */
public record Route(
    UUID id,
    TenantId tenant,
    ModelName model,
    PolicyName policy,
    Set<String> tags,
    @Nullable Set<ChannelId> channels,
    List<ModelName> fallbackModels) {

  /** Copies the collections. */
  public Route {
    tags = Set.copyOf(tags);
    channels = channels == null ? null : Set.copyOf(channels);
    fallbackModels = List.copyOf(fallbackModels);
  }

  /** Tells whether a channel serves this route. */
  public boolean selects(Channel channel) {
    return channel.tags().containsAll(tags)
        && (channels == null || channels.contains(channel.id()));
  }
}
