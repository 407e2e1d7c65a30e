package ai.lyss.adapter.persistence.quota;

import java.time.Duration;

/**
 * How the counters are kept.
 *
 * @param lease how long a relay counts as running without a word of its process
 * @param onFailure what happens while Redis cannot be reached
 */
public record RedisQuotaSettings(Duration lease, OnFailure onFailure) {

  /** What happens to a demand while Redis cannot be reached. */
  public enum OnFailure {
    /** It is refused. */
    DENY,
    /** It is granted, and what it used is charged once Redis is back. */
    ALLOW
  }
}
