package ai.lyss.adapter.provider.http;

import java.time.Duration;

/**
 * How long an attempt may take in each of its phases; the whole is bounded by the deadline of the
 * call. They are checked every 50 ms.
 *
 * @param connect from the start until there is a connection, name look-up and TLS included
 * @param firstByte from then until the head of the answer
 * @param idle between two parts of the answer, not counting the time the caller paused it
 */
public record TransportTimeouts(Duration connect, Duration firstByte, Duration idle) {

  /** What holds unless something else is configured. */
  public static final TransportTimeouts STANDARD =
      new TransportTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(60));

  /** Checks that all are positive. */
  public TransportTimeouts {
    positive("connect", connect);
    positive("first_byte", firstByte);
    positive("idle", idle);
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
    }
  }
}
