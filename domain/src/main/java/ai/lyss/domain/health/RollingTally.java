package ai.lyss.domain.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongUnaryOperator;

/**
 * Counts events, and hits beside them, over the recent past: a ring of buckets, the present one
 * included, so that with 10 buckets of 1 s the last 9 to 10 s count. A bucket counts up to
 * 2,097,151 and stays there. Thread-safe without locks; each bucket is one word: number, hits,
 * events.
 */
public final class RollingTally {

  private static final int COUNT_BITS = 21;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final long HIT = 1L << COUNT_BITS;
  private static final int NUMBER_SHIFT = 2 * COUNT_BITS;
  private static final long NUMBER_MASK = -1L >>> NUMBER_SHIFT;

  private final AtomicLongArray ring;
  private final long widthNanos;

  /** A tally of so many buckets of this width. */
  public RollingTally(int buckets, Duration width) {
    ring = new AtomicLongArray(buckets);
    widthNanos = width.toNanos();
  }

  /** Counts an event. */
  public void event(long nowNanos) {
    add(nowNanos, 1, 0);
  }

  /** Counts a hit; it is an event only if that is counted too. */
  public void hit(long nowNanos) {
    add(nowNanos, 0, HIT);
  }

  /**
   * Counts a hit unless there are as many as allowed.
   *
   * @param mostHits the most hits allowed, from the events so far
   * @return whether it was counted
   */
  public boolean hitWithin(long nowNanos, LongUnaryOperator mostHits) {
    long number = Math.floorDiv(nowNanos, widthNanos);
    int slot = (int) Math.floorMod(number, (long) ring.length());
    while (true) {
      long word = ring.get(slot);
      if (hits(nowNanos) >= mostHits.applyAsLong(events(nowNanos))) {
        return false;
      }
      if (ring.compareAndSet(slot, word, added(word, number, 0, HIT))) {
        return true;
      }
    }
  }

  private void add(long nowNanos, long events, long hits) {
    long number = Math.floorDiv(nowNanos, widthNanos);
    int slot = (int) Math.floorMod(number, (long) ring.length());
    long word;
    do {
      word = ring.get(slot);
    } while (!ring.compareAndSet(slot, word, added(word, number, events, hits)));
  }

  private static long added(long word, long number, long events, long hits) {
    long tag = (number & NUMBER_MASK) << NUMBER_SHIFT;
    long kept = (word >>> NUMBER_SHIFT) == (number & NUMBER_MASK) ? word : tag;
    boolean full =
        (events != 0 && (kept & COUNT_MASK) == COUNT_MASK)
            || (hits != 0 && (kept >>> COUNT_BITS & COUNT_MASK) == COUNT_MASK);
    return full ? kept : kept + events + hits;
  }

  /** Returns the events of the recent past. */
  public long events(long nowNanos) {
    return sum(nowNanos, 0);
  }

  /** Returns the hits of the recent past. */
  public long hits(long nowNanos) {
    return sum(nowNanos, COUNT_BITS);
  }

  private long sum(long nowNanos, int shift) {
    long newest = Math.floorDiv(nowNanos, widthNanos);
    long sum = 0;
    for (int age = 0; age < ring.length(); age++) {
      long number = newest - age;
      long word = ring.get((int) Math.floorMod(number, (long) ring.length()));
      if ((word >>> NUMBER_SHIFT) == (number & NUMBER_MASK)) {
        sum += word >>> shift & COUNT_MASK;
      }
    }
    return sum;
  }
}
