package ai.lyss.domain.quota;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a quota stands.
 *
 * @param quota the quota
 * @param used settled use in the present window
 * @param reserved set aside by running relays
 * @param resetAt when nothing that counts now counts any more; null for a total
 */
public record QuotaStatus(Quota quota, long used, long reserved, @Nullable Instant resetAt) {

  /** Returns what is left, never below 0. */
  public long remaining() {
    return Math.max(0, quota.limit() - used - reserved);
  }
}
