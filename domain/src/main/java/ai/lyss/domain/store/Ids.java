package ai.lyss.domain.store;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Makes UUIDs of version 7 (RFC 9562): their order is the order of their making, to the
 * millisecond. Thread-safe when clock and random source are.
 */
public final class Ids {

  /** Java itself takes shorter texts, too: {@code 1-1-1-1-1} for one. */
  private static final Pattern FORM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final InstantSource clock;
  private final RandomGenerator random;

  /** Makes ids by this clock and chance. */
  public Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** Returns the id that a text spells in full, in either case; empty when it does not. */
  public static Optional<UUID> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /** Returns a new id. */
  public UUID next() {
    long high = clock.millis() << 16 | VERSION_7 | (random.nextLong() & 0x0fffL);
    long low = VARIANT | (random.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
