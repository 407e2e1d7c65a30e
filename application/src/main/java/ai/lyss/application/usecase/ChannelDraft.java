package ai.lyss.application.usecase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A channel as somebody asks for it, unchecked; null stands for what was left out.
 *
 * @param name what people shall call it
 * @param providerId the id of the provider it leads to
 * @param models what it offers
 * @param weight its share among its equals; null for 100
 * @param priority 0 serves first; null for 0
 * @param limits how much it takes
 * @param onDisconnect what happens when a caller hangs up; null for {@code cancel}
 * @param enabled whether it may be used; null for yes
 * @param tags what routes select it by; null for none
 */
public record ChannelDraft(
    @Nullable String name,
    @Nullable String providerId,
    @Nullable List<@Nullable ModelDraft> models,
    @Nullable Integer weight,
    @Nullable Integer priority,
    Limits limits,
    @Nullable String onDisconnect,
    @Nullable Boolean enabled,
    @Nullable List<@Nullable String> tags) {

  /**
   * How much a channel shall take, unchecked; null for no limit.
   *
   * @param maxConcurrency most attempts at once
   * @param requestsPerMinute most attempts a minute
   * @param tokensPerMinute most tokens a minute
   */
  public record Limits(
      @Nullable Integer maxConcurrency,
      @Nullable Long requestsPerMinute,
      @Nullable Long tokensPerMinute) {}
}
