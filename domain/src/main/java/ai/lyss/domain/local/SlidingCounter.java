package ai.lyss.domain.local;

import java.time.Duration;

/**
 * A sliding window of 120 buckets and the one that is just being left, which counts whole: so never
 * more than the limit falls into any span of the window's length, and nothing is refused that an
 * exact log over 121 buckets' length would admit.
 */
final class SlidingCounter implements QuotaCounter {

  private static final int BUCKETS = 120;
  private static final int RING = BUCKETS + 1;

  /** So many of these still fit into a long together. */
  private static final long MOST = 1L << 54;

  private final long bucketMillis;
  private final long[] usedIn = new long[RING];
  private final long[] reservedIn = new long[RING];
  private long used;
  private long reserved;
  private long head;
  private long youngest;

  SlidingCounter(Duration window, long nowMillis) {
    bucketMillis = window.toMillis() / BUCKETS;
    head = Math.floorDiv(nowMillis, bucketMillis);
    youngest = head - RING;
  }

  @Override
  public void advance(long nowMillis) {
    long now = Math.floorDiv(nowMillis, bucketMillis);
    long last = Math.min(now, head + RING);
    for (long bucket = head + 1; bucket <= last; bucket++) {
      int i = index(bucket);
      used -= usedIn[i];
      reserved -= reservedIn[i];
      usedIn[i] = 0;
      reservedIn[i] = 0;
    }
    head = Math.max(head, now);
  }

  private static int index(long bucket) {
    return (int) Math.floorMod(bucket, (long) RING);
  }

  @Override
  public long used() {
    return used;
  }

  @Override
  public long reserved() {
    return reserved;
  }

  @Override
  public long take(long amount) {
    addReserved(index(head), amount);
    youngest = head;
    return head;
  }

  @Override
  public void settle(long slot, long taken, long charged) {
    if (slot > head - RING) {
      addReserved(index(slot), -taken);
      addUsed(index(slot), charged);
    }
  }

  @Override
  public void restore(long atMillis, long amount) {
    long bucket = Math.floorDiv(atMillis, bucketMillis);
    if (bucket > head - RING) {
      youngest = Math.max(youngest, Math.min(bucket, head));
      addUsed(index(Math.min(bucket, head)), amount);
    }
  }

  private void addReserved(int i, long amount) {
    long after = Math.clamp(reservedIn[i] + Math.min(amount, MOST), 0, MOST);
    reserved += after - reservedIn[i];
    reservedIn[i] = after;
  }

  private void addUsed(int i, long amount) {
    long after = Math.clamp(usedIn[i] + Math.min(amount, MOST), 0, MOST);
    used += after - usedIn[i];
    usedIn[i] = after;
  }

  @Override
  public long atMostFrom(long amount) {
    long left = used + reserved;
    for (long bucket = head - BUCKETS; bucket <= head; bucket++) {
      left -= usedIn[index(bucket)] + reservedIn[index(bucket)];
      if (left <= amount) {
        return leaves(bucket);
      }
    }
    return NEVER;
  }

  @Override
  public long resetAt() {
    for (long bucket = head; bucket >= head - BUCKETS; bucket--) {
      if (usedIn[index(bucket)] + reservedIn[index(bucket)] > 0) {
        return leaves(bucket);
      }
    }
    return head * bucketMillis;
  }

  private long leaves(long bucket) {
    return (bucket + RING) * bucketMillis;
  }

  @Override
  public long quietUntil(long nowMillis) {
    return nowMillis + BUCKETS * bucketMillis;
  }

  @Override
  public long from() {
    return (head - BUCKETS) * bucketMillis;
  }

  @Override
  public Duration step() {
    return Duration.ofMillis(bucketMillis);
  }

  @Override
  public boolean isBlank() {
    return youngest <= head - RING;
  }
}
