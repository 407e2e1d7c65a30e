package ai.lyss.application.usecase;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quota as somebody asks for it, unchecked; null stands for what was left out.
 *
 * @param scope whose use counts
 * @param metric what is counted
 * @param window over what time
 * @param timeZone the time zone of calendar windows; null for {@code UTC}
 * @param limit the most that may be used, as a decimal number: a count, or units of money
 * @param warnAt at which parts of the limit to warn, such as 0.8; null for none
 * @param enforcement how sure the limit is to hold; null for {@code normal}
 * @param dryRun whether it only counts; null for no
 */
public record QuotaDraft(
    @Nullable Scope scope,
    @Nullable String metric,
    @Nullable String window,
    @Nullable String timeZone,
    @Nullable BigDecimal limit,
    @Nullable List<@Nullable BigDecimal> warnAt,
    @Nullable String enforcement,
    @Nullable Boolean dryRun) {

  /**
   * Whose use shall count, unchecked: one of tenant, key and user.
   *
   * @param tenant whether everybody's
   * @param key the id of an API key
   * @param user a user
   * @param model only use of this model; null for all
   */
  public record Scope(
      @Nullable Boolean tenant,
      @Nullable String key,
      @Nullable String user,
      @Nullable String model) {}
}
