package ai.lyss.domain.content;

import java.util.Locale;
import java.util.Optional;

/**
 * How much a model is to reason before it answers, from not at all to as much as it can. Vendors
 * that take a budget of tokens instead meet it at {@link #budgetTokens}; no vendor blesses such a
 * table, and this one is ours.
 */
public enum Effort {
  /** Not at all. */
  NONE(0),
  /** As little as the model can. */
  MINIMAL(1_024),
  /** Little. */
  LOW(1_024),
  /** As the vendors' default. */
  MEDIUM(2_048),
  /** Much. */
  HIGH(4_096),
  /** More than much. */
  XHIGH(8_192),
  /** As much as the model can. */
  MAX(16_384);

  private final long budgetTokens;

  Effort(long budgetTokens) {
    this.budgetTokens = budgetTokens;
  }

  /** Returns how many tokens of reasoning stand for it. */
  public long budgetTokens() {
    return budgetTokens;
  }

  /** Returns the effort that a budget stands for: the least whose budget is not below it. */
  public static Effort ofBudget(long tokens) {
    for (var effort : values()) {
      if (effort != MINIMAL && tokens <= effort.budgetTokens) {
        return effort;
      }
    }
    return MAX;
  }

  /** Returns the name that OpenAI's API has for it: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the effort of that name; empty when there is none. */
  public static Optional<Effort> ofWireName(String name) {
    for (var effort : values()) {
      if (effort.wireName().equals(name)) {
        return Optional.of(effort);
      }
    }
    return Optional.empty();
  }
}
