package ai.lyss.domain.pricing;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Vendor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's model costs from a moment on. Prices are nano-units of the currency per million
 * tokens; a part without a price of its own costs what its whole costs. Immutable.
 *
 * @param id names this version of the price; kept with every charge
 * @param tenant whose price it is; null for everybody's
 * @param vendor the vendor
 * @param vendorModel the vendor's name of the model
 * @param currency ISO 4217 code
 * @param input tokens of input
 * @param output tokens of output
 * @param cachedInput tokens of input read from the cache; null: as input
 * @param cacheWrite tokens of input written to the cache; null: as input
 * @param reasoning tokens of reasoning; null: as output
 * @param perRequestNanos each relay, in nano-units; null for nothing
 * @param validFrom from when it holds
 */
public record Price(
    UUID id,
    @Nullable TenantId tenant,
    Vendor vendor,
    ModelName vendorModel,
    String currency,
    long input,
    long output,
    @Nullable Long cachedInput,
    @Nullable Long cacheWrite,
    @Nullable Long reasoning,
    @Nullable Long perRequestNanos,
    Instant validFrom) {

  /** Checks that no price is below 0. */
  public Price {
    notNegative("input", input);
    notNegative("output", output);
    notNegative("cached_input", cachedInput);
    notNegative("cache_write", cacheWrite);
    notNegative("reasoning", reasoning);
    notNegative("per_request", perRequestNanos);
  }

  private static void notNegative(String field, @Nullable Long nanos) {
    if (nanos != null && nanos < 0) {
      throw new IllegalArgumentException(field + ": " + nanos + " (expected: >= 0)");
    }
  }
}
