package ai.lyss.adapter.persistence.quota;

import ai.lyss.adapter.persistence.redis.RedisReply;
import ai.lyss.domain.access.TenantId;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The relays of this process that hold something, whose leases it renews together; and those of any
 * process whose lease ran out, which are charged in full. Thread-safe, does not block.
 */
final class RunningRelays {

  private static final int BATCH = 500;
  private static final Duration ORPHAN_MEMORY = Duration.ofHours(1);

  private final QuotaStore store;
  private final String leaseMillis;
  private final ConcurrentMap<UUID, Running> running = new ConcurrentHashMap<>();
  private final AtomicLong orphans = new AtomicLong();

  /**
   * A relay that runs.
   *
   * @param tenant whose it is
   * @param manner what is known of its reservation
   */
  record Running(TenantId tenant, Settling.Manner manner) {}

  RunningRelays(QuotaStore store, Duration lease) {
    this.store = store;
    this.leaseMillis = String.valueOf(lease.toMillis());
  }

  /** Notes that a relay runs. */
  void begin(UUID relay, Running what) {
    running.put(relay, what);
  }

  /** Notes that a relay is over; null when that is known, or it never held anything. */
  @Nullable Running end(UUID relay) {
    return running.remove(relay);
  }

  /** Returns how many run. */
  int count() {
    return running.size();
  }

  /** Renews all leases. */
  void renew() {
    Map<TenantId, List<String>> relays = new HashMap<>();
    running.forEach(
        (relay, what) ->
            relays.computeIfAbsent(what.tenant(), t -> new ArrayList<>()).add(relay.toString()));
    relays.forEach(
        (tenant, all) -> {
          for (int from = 0; from < all.size(); from += BATCH) {
            renew(new QuotaKeys(tenant), all.subList(from, Math.min(all.size(), from + BATCH)));
          }
        });
  }

  private void renew(QuotaKeys keys, List<String> relays) {
    var arguments = new ArrayList<>(List.of(store.now(), leaseMillis));
    arguments.addAll(relays);
    store.run(
        QuotaScripts.RENEW, List.of(keys.state(), keys.leases()), arguments, renewedOrNot -> {});
  }

  /** Charges what relays of a tenant hold of which nobody has heard for the length of a lease. */
  void sweep(TenantId tenant) {
    var keys = new QuotaKeys(tenant);
    store.run(
        QuotaScripts.OVERDUE,
        List.of(keys.state(), keys.leases()),
        List.of(store.now(), keys.holds(), String.valueOf(BATCH)),
        reply -> {
          if (reply instanceof RedisReply.Answered(var overdue) && overdue != null) {
            overdue.forEach(relay -> orphan(keys, relay));
          }
        });
  }

  private void orphan(QuotaKeys keys, Response found) {
    var relay = UUID.fromString(found.get(0).toString());
    var counters = found.stream().skip(1).map(Response::toString).toList();
    var arguments =
        new ArrayList<>(
            List.of(
                store.now(),
                "orphan",
                relay.toString(),
                String.valueOf(ORPHAN_MEMORY.toMillis()),
                "0"));
    store.run(
        QuotaScripts.SETTLE,
        keys.ofRelay(relay, counters),
        arguments,
        reply -> {
          if (reply instanceof RedisReply.Answered(var outcome)
              && outcome != null
              && outcome.toString().equals("orphaned")) {
            orphans.incrementAndGet();
          }
        });
  }

  /** Returns how many relays this process found orphaned so far. */
  long orphans() {
    return orphans.get();
  }
}
