package ai.lyss.adapter.rest.caller.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a token must say beside its signature. Immutable.
 *
 * @param issuer the only issuer that is believed; null for any
 * @param audience who the token must be meant for; null for anybody
 * @param leeway how far clocks may be apart
 */
public record TokenRules(@Nullable String issuer, @Nullable String audience, Duration leeway) {

  /** Checks that the leeway is not negative. */
  public TokenRules {
    if (leeway.isNegative()) {
      throw new IllegalArgumentException("leeway: " + leeway + " (expected: >= 0)");
    }
  }
}
