package ai.lyss.domain.channel;

import java.util.Locale;
import java.util.Optional;

/** The routing policies a route may ask for. */
public enum PolicyName {
  /** By weight, at random. */
  WEIGHTED_RANDOM,
  /** By weight, in turn. */
  ROUND_ROBIN,
  /** The least loaded. */
  LEAST_CONNECTIONS,
  /** The fastest. */
  BEST_PERFORMANCE,
  /** Power of two choices over load, speed and success. */
  ADAPTIVE;

  /** Returns the name used in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the policy of that name; empty when there is none. */
  public static Optional<PolicyName> ofWireName(String name) {
    for (var policy : values()) {
      if (policy.wireName().equals(name)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
