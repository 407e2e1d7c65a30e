package ai.lyss.runtime.start;

import ai.lyss.runtime.config.GatewayConfig;
import ai.lyss.runtime.config.SharedState;
import ai.lyss.runtime.config.StartRefused;

/** Where quotas are counted, by what was set. */
final class SharedStateChoice {

  static final String HOSTS = "quarkus.redis.hosts";

  private SharedStateChoice() {}

  /** Returns the choice, or refuses settings that contradict each other. */
  static SharedState of(EarlyConfig config, GatewayConfig gateway) throws StartRefused {
    boolean given = config.text(HOSTS).isPresent();
    var choice = gateway.sharedState().orElse(given ? SharedState.REDIS : SharedState.LOCAL);
    if (choice == SharedState.REDIS && !given) {
      throw new StartRefused(
          HOSTS
              + ": not set (expected: redis://host:port in QUARKUS_REDIS_HOSTS, since"
              + " lyss.shared-state is redis)");
    }
    if (choice == SharedState.LOCAL && given) {
      throw new StartRefused(
          "lyss.shared-state: local, and " + HOSTS + " is set (expected: one of the two)");
    }
    return choice;
  }
}
