package ai.lyss.application.chat;

import java.time.Duration;

/** An answer that is read to its end for its usage after the caller has gone, within bounds. */
final class HangUp {

  /** The longest time an answer is read that nobody waits for. */
  static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

  private static final long MOST_BYTES = 4L * 1024 * 1024;

  private long bytes;

  /** Counts bytes that came; true once there were too many. */
  boolean exhaustedBy(int length) {
    bytes += length;
    return bytes > MOST_BYTES;
  }
}
