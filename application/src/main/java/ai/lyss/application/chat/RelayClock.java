package ai.lyss.application.chat;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of a relay.
 *
 * @param wall the time of day, for records
 * @param nanos the monotonic clock, for durations and deadlines
 */
public record RelayClock(InstantSource wall, LongSupplier nanos) {}
