package ai.lyss.adapter.persistence.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Times as {@code timestamptz} keeps them, to the microsecond: what was just written is told as it
 * will be read.
 */
public final class StoredTime {

  private StoredTime() {}

  /** Returns the time that will be read back. */
  public static Instant of(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns the time that will be read back; null for null. */
  public static @Nullable Instant ofNullable(@Nullable Instant time) {
    return time == null ? null : of(time);
  }
}
