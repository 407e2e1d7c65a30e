package ai.lyss.adapter.provider.http;

import ai.lyss.adapter.provider.http.HttpLoop.TimeLimits;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.TimeoutPhase;
import org.jspecify.annotations.Nullable;

/** How far an attempt got, and how long it may stay there. */
enum AttemptPhase {
  CONNECTING,
  WAITING,
  READING,
  /** The vendor said no; its reasons are being read. */
  REFUSED,
  /** The sink has its end; the rest of the answer only frees the connection. */
  DRAINING,
  OVER;

  private static final long DRAIN_NANOS = 1_000_000_000;
  private static final long REFUSAL_NANOS = 5_000_000_000L;

  /** Returns which limit ran out after {@code nanos} without progress; null while none did. */
  @Nullable TimeoutPhase late(long nanos, TimeLimits limits, boolean paused) {
    return switch (this) {
      case CONNECTING -> nanos >= limits.connect() ? TimeoutPhase.CONNECT : null;
      case WAITING -> nanos >= limits.firstByte() ? TimeoutPhase.FIRST_BYTE : null;
      case READING -> nanos >= limits.idle() && !paused ? TimeoutPhase.IDLE : null;
      case REFUSED -> nanos >= Math.min(limits.idle(), REFUSAL_NANOS) ? TimeoutPhase.IDLE : null;
      case DRAINING -> nanos >= DRAIN_NANOS ? TimeoutPhase.IDLE : null;
      case OVER -> null;
    };
  }

  /** Returns what it means when the connection breaks here. */
  ProviderFailure broken(Throwable cause, boolean requestSent) {
    return switch (this) {
      case CONNECTING -> TransportFailure.ofConnecting(cause);
      case WAITING -> TransportFailure.beforeAnswer(cause, requestSent);
      case READING, REFUSED, DRAINING, OVER -> TransportFailure.withinAnswer(cause);
    };
  }

  /** Tells whether the deadline of the relay counts here. */
  boolean hasDeadline() {
    return this != DRAINING && this != OVER;
  }

  /** Tells whether the sink has heard the end, or wants to hear nothing more. */
  boolean isClosed() {
    return this == DRAINING || this == OVER;
  }
}
