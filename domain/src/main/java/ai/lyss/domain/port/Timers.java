package ai.lyss.domain.port;

import java.time.Duration;

/** Waiting without blocking. */
public interface Timers {

  /**
   * Runs {@code task} once after {@code delay}, on the event loop that called.
   *
   * @return what calls it off; doing so after it ran does nothing
   */
  Runnable after(Duration delay, Runnable task);
}
