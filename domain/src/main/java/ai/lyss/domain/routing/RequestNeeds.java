package ai.lyss.domain.routing;

import ai.lyss.domain.model.Capability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request needs of a model.
 *
 * @param capabilities what the model must be able to do
 * @param inputTokens tokens of input it has at least; too high an estimate would exclude models
 *     that could have served
 * @param outputLimit most tokens of output asked for; null when the caller set no limit
 */
public record RequestNeeds(
    Set<Capability> capabilities, long inputTokens, @Nullable Long outputLimit) {

  /** The needs of a request that any model can serve. */
  public static final RequestNeeds NONE = new RequestNeeds(Set.of(), 0, null);

  /** Copies the capabilities. */
  public RequestNeeds {
    capabilities = Set.copyOf(capabilities);
  }
}
