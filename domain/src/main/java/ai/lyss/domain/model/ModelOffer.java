package ai.lyss.domain.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that a channel offers: its public name, the name the vendor knows it by, and what is
 * declared of it. Immutable.
 *
 * @param name the name callers use
 * @param vendorModel the name sent to the vendor
 * @param capabilities what the model can do; null when nothing was declared, and then requests are
 *     not filtered by it
 * @param contextTokens most tokens of input and output together; null when not declared
 * @param maxOutputTokens most tokens of output; null when not declared
 */
public record ModelOffer(
    ModelName name,
    ModelName vendorModel,
    @Nullable Set<Capability> capabilities,
    @Nullable Long contextTokens,
    @Nullable Long maxOutputTokens) {

  /** Checks that limits are positive and copies the capabilities. */
  public ModelOffer {
    capabilities = capabilities == null ? null : Set.copyOf(capabilities);
    positive("context_tokens", contextTokens);
    positive("max_output_tokens", maxOutputTokens);
  }

  /** An offer under the vendor's own name with nothing declared. */
  public static ModelOffer of(String name) {
    var model = new ModelName(name);
    return new ModelOffer(model, model, null, null, null);
  }

  /** Tells whether everything in {@code needs} is declared, or nothing was declared at all. */
  public boolean offers(Set<Capability> needs) {
    return capabilities == null || needs.isEmpty() || capabilities.containsAll(needs);
  }

  private static void positive(String field, @Nullable Long value) {
    if (value != null && value <= 0) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: > 0)");
    }
  }
}
