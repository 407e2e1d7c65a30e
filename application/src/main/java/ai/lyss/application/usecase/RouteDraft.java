package ai.lyss.application.usecase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route as somebody asks for it, unchecked; null stands for what was left out.
 *
 * @param model the public model name it serves
 * @param policy how the channel is chosen; null for {@code adaptive}
 * @param channels which channels serve it; null for all that list the model
 * @param fallbackModels models tried in turn when no channel is left; null for none
 * @param sticky what keeps requests on one channel; null for {@code none}
 */
public record RouteDraft(
    @Nullable String model,
    @Nullable String policy,
    @Nullable Selector channels,
    @Nullable List<@Nullable String> fallbackModels,
    @Nullable String sticky) {

  /**
   * Selects channels among those that list the model, unchecked; null for no condition.
   *
   * @param tags only channels with all of these tags
   * @param ids only channels with one of these ids
   */
  public record Selector(
      @Nullable List<@Nullable String> tags, @Nullable List<@Nullable String> ids) {}
}
