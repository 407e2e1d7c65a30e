package ai.lyss.adapter.persistence.quota;

import ai.lyss.adapter.persistence.redis.RedisReply;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings settlements to Redis, again and again until each was answered. So many may wait; what
 * finds no room is left to the lease of its relay, which charges it in full. Thread-safe, does not
 * block.
 */
final class SettlementDelivery {

  private static final int MOST_WAITING = 50_000;
  private static final int AT_ONCE = 512;

  private final QuotaStore store;
  private final ConcurrentLinkedQueue<Settling> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();

  SettlementDelivery(QuotaStore store) {
    this.store = store;
  }

  /** Sends a settlement, now and, should it not be answered, later. */
  void deliver(Settling settling) {
    store.run(
        QuotaScripts.SETTLE,
        settling.keys(),
        settling.arguments(store),
        reply -> {
          switch (reply) {
            case RedisReply.Answered _ -> {}
            case RedisReply.Unsent _, RedisReply.Unanswered _ -> later(settling);
          }
        });
  }

  /** Sends a settlement later. */
  void later(Settling settling) {
    if (size.incrementAndGet() > MOST_WAITING) {
      size.decrementAndGet();
      dropped.incrementAndGet();
    } else {
      waiting.add(settling);
    }
  }

  /** Sends some of those that wait. */
  void retry() {
    for (int i = Math.min(size.get(), AT_ONCE); i > 0; i--) {
      var next = waiting.poll();
      if (next == null) {
        return;
      }
      size.decrementAndGet();
      deliver(next);
    }
  }

  /** Returns how many wait. */
  int waiting() {
    return size.get();
  }

  /** Returns how many found no room so far. */
  long dropped() {
    return dropped.get();
  }
}
