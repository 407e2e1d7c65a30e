package ai.lyss.application.chat;

import java.time.Duration;

/**
 * How relays are run.
 *
 * @param totalTimeout the deadline of a whole relay, its retries included
 * @param outputTokens output reserved for a request that sets no limit
 * @param clipping whether an output limit may be lowered to what a quota still holds
 * @param drain how far an answer is read after its caller has gone
 */
public record RelaySettings(
    Duration totalTimeout, long outputTokens, Clipping clipping, DrainBounds drain) {

  /** Whether an output limit may be lowered. */
  public enum Clipping {
    /** It is lowered to what fits. */
    TO_HEADROOM,
    /** A request that does not fit whole is refused. */
    NEVER
  }
}
