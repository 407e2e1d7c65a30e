package ai.lyss.runtime.e2e;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches whether the machine lets threads run: one that wants to wake every millisecond notes each
 * time that it woke much later.
 */
final class Stalls implements AutoCloseable {

  private static final long WISH_NANOS = 1_000_000;
  private static final long STALL_NANOS = 10_000_000;

  private record Stall(long from, long to) {}

  private final Queue<Stall> stalls = new ConcurrentLinkedQueue<>();
  private final Thread watching = Thread.ofPlatform().daemon().name("stalls").start(this::watch);

  private void watch() {
    long before = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(WISH_NANOS);
      long now = System.nanoTime();
      if (now - before > STALL_NANOS) {
        stalls.add(new Stall(before, now));
      }
      before = now;
    }
  }

  /** Tells whether the machine stood still at some moment between the two. */
  boolean between(long from, long to) {
    return stalls.stream().anyMatch(stall -> stall.to() > from && stall.from() < to);
  }

  @Override
  public void close() {
    watching.interrupt();
  }
}
