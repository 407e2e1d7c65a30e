package ai.lyss.adapter.persistence.quota;

import ai.lyss.adapter.persistence.redis.RedisReply;
import ai.lyss.domain.port.QuotaHistory;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/**
 * Starts counters from what history says was used: those of a new quota, and all of them once Redis
 * lost them. Of replicas that do so at once one wins. Thread-safe.
 */
final class CounterRestorer {

  private final QuotaStore store;
  private final QuotaHistory history;
  private final Executor blocking;
  private final Set<String> restored = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<List<String>, CompletableFuture<Boolean>> underWay =
      new ConcurrentHashMap<>();

  CounterRestorer(QuotaStore store, QuotaHistory history, Executor blocking) {
    this.store = store;
    this.history = history;
    this.blocking = blocking;
  }

  /**
   * Restores the counters that this process has not seen restored. Blocks.
   *
   * @return whether all of them are counted now
   */
  boolean restore(List<Quota> quotas) {
    boolean all = true;
    for (var quota : quotas) {
      all &= restore(quota);
    }
    return all;
  }

  private boolean restore(Quota quota) {
    var keys = new QuotaKeys(quota.tenant());
    var counter = keys.counter(quota);
    if (restored.contains(counter)) {
      return true;
    }
    var window = WindowSpec.of(quota, store.wall().millis());
    var outcome = history.used(quota, Instant.ofEpochMilli(window.from()), window.step());
    if (!(outcome instanceof StoreOutcome.Done<List<QuotaHistory.Used>>(var steps))) {
      return false;
    }
    var arguments = new ArrayList<>(List.of(store.now(), window.text(), keys.counters(quota)));
    for (var step : steps) {
      arguments.add(String.valueOf(step.start().toEpochMilli()));
      arguments.add(String.valueOf(Math.max(0, step.amount())));
    }
    var reply = store.await(QuotaScripts.RESTORE, List.of(keys.state(), counter), arguments);
    if (reply instanceof RedisReply.Answered) {
      restored.add(counter);
      return true;
    }
    return false;
  }

  /** Restores counters that Redis does not have, without blocking; together with who asks too. */
  CompletableFuture<Boolean> restoreLost(List<Quota> quotas) {
    var counters = new QuotaKeys(quotas.getFirst().tenant()).counters(quotas);
    var mine = new CompletableFuture<Boolean>();
    var others = underWay.putIfAbsent(counters, mine);
    if (others != null) {
      return others;
    }
    counters.forEach(restored::remove);
    blocking.execute(
        () -> {
          boolean all = false;
          try {
            all = restore(quotas);
          } finally {
            underWay.remove(counters);
            mine.complete(all);
          }
        });
    return mine;
  }
}
