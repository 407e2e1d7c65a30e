package ai.lyss.domain.content;

import org.jspecify.annotations.Nullable;

/**
 * How a model is to reason, as far as the caller said.
 *
 * @param effort how much; null when the caller did not say
 * @param budgetTokens most tokens of reasoning; null when the caller set no budget
 * @param shown whether the reasoning, or a summary of it, is to be in the answer; null when the
 *     caller did not say
 */
public record ReasoningWish(
    @Nullable Effort effort, @Nullable Long budgetTokens, @Nullable Boolean shown) {

  /** The caller said nothing. */
  public static final ReasoningWish UNSAID = new ReasoningWish(null, null, null);

  /** Returns the effort, of a budget the one it stands for; null when the caller said neither. */
  public @Nullable Effort asEffort() {
    return effort != null ? effort : budgetTokens == null ? null : Effort.ofBudget(budgetTokens);
  }

  /** Returns the budget, of an effort the one that stands for it; null when neither was said. */
  public @Nullable Long asBudget() {
    return budgetTokens != null
        ? budgetTokens
        : effort == null ? null : Long.valueOf(effort.budgetTokens());
  }
}
