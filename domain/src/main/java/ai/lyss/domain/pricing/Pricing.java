package ai.lyss.domain.pricing;

import ai.lyss.domain.content.TokenUsage;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Turns tokens into money. The products are taken in more than 64 bits and rounded half-up once per
 * charge: 7 tokens at 150,000,000 nano-units a million are 1,050 nano-units exactly.
 */
public final class Pricing {

  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final BigInteger HALF = BigInteger.valueOf(500_000);

  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private Pricing() {}

  /**
   * Returns the cost of this use at this price; counts that are absent, or below 0, cost nothing,
   * and what is more than a long holds costs the most it holds: a vendor's absurd count must not
   * keep a relay from being settled.
   */
  public static Cost cost(TokenUsage usage, Price price) {
    long cached = count(usage.cached());
    long written = count(usage.cacheWrite());
    long plainInput = Math.max(0, Math.max(0, count(usage.input()) - cached) - written);
    long reasoning = count(usage.reasoning());
    long plainOutput = Math.max(0, count(usage.output()) - reasoning);
    var sum =
        product(plainInput, price.input())
            .add(product(cached, orElse(price.cachedInput(), price.input())))
            .add(product(written, orElse(price.cacheWrite(), price.input())))
            .add(product(plainOutput, price.output()))
            .add(product(reasoning, orElse(price.reasoning(), price.output())));
    var perRequest = BigInteger.valueOf(orElse(price.perRequestNanos(), 0));
    var nanos = sum.add(HALF).divide(MILLION).add(perRequest).min(MOST);
    return new Cost(nanos.longValueExact(), price.currency(), price.id());
  }

  private static BigInteger product(long tokens, long nanosPerMillion) {
    return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(nanosPerMillion));
  }

  private static long count(@Nullable Long tokens) {
    return tokens == null ? 0 : Math.max(0, tokens);
  }

  private static long orElse(@Nullable Long price, long otherwise) {
    return price == null ? otherwise : price;
  }
}
