package ai.lyss.application.usecase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as somebody asks for it, unchecked; null stands for what was left out.
 *
 * @param name what people shall call it
 * @param roles what its bearer may do; null for {@code member}
 * @param models the models its bearer may use; null for all that its creator may use
 * @param expiresAt when it stops working, RFC 3339; null for never
 * @param rateLimit how often its bearer may call; null for the installation's own limits
 */
public record KeyDraft(
    @Nullable String name,
    @Nullable List<@Nullable String> roles,
    @Nullable List<@Nullable String> models,
    @Nullable String expiresAt,
    @Nullable Rate rateLimit) {

  /** A key with the installation's own rate limits. */
  public KeyDraft(
      @Nullable String name,
      @Nullable List<@Nullable String> roles,
      @Nullable List<@Nullable String> models,
      @Nullable String expiresAt) {
    this(name, roles, models, expiresAt, null);
  }

  /**
   * How often the bearer shall be able to call, unchecked.
   *
   * @param perMinute most calls a minute; 0 for no limit, null for the installation's own
   * @param perHour most calls an hour; 0 for no limit, null for the installation's own
   */
  public record Rate(@Nullable Long perMinute, @Nullable Long perHour) {}
}
