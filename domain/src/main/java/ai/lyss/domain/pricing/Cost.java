package ai.lyss.domain.pricing;

import java.util.UUID;

/**
 * What a relay cost.
 *
 * @param nanos nano-units of the currency
 * @param currency ISO 4217 code
 * @param price the version of the price it was reckoned with
 */
public record Cost(long nanos, String currency, UUID price) {}
