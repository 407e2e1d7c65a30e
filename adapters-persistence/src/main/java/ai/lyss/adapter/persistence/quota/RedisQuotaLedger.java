package ai.lyss.adapter.persistence.quota;

import ai.lyss.adapter.persistence.redis.RedisLine;
import ai.lyss.adapter.persistence.redis.RedisReply;
import ai.lyss.adapter.persistence.redis.RedisScript;
import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.port.QuotaHistory;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaDemand;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.quota.QuotaStatus;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Counts use in Redis, for any number of replicas together: one round trip to reserve and one to
 * settle, none for a demand that no quota matches. Redis's clock dates admissions. Thread-safe;
 * does not block but in {@link #restore} and {@link #status}.
 *
 * <p>While Redis does not answer within the deadline of its line, demands are decided by the
 * settings; what was sent without an answer is taken back later, by the relay's id. A reservation
 * has a lease, renewed while its relay runs; one of a process that died is charged in full by
 * whoever finds it.
 */
public final class RedisQuotaLedger implements QuotaLedger, AutoCloseable {

  private static final long RETRY_MILLIS = 250;
  private static final int RENEWALS_A_LEASE = 3;

  private final Vertx vertx;
  private final QuotaStore store;
  private final Duration deadline;
  private final RedisQuotaSettings settings;
  private final SettlementDelivery delivery;
  private final RunningRelays running;
  private final CounterRestorer restorer;
  private final QuotaStanding standing;
  private final Set<TenantId> tenants = ConcurrentHashMap.newKeySet();
  private final List<Long> timers;

  /**
   * Counts over this line, and starts to renew leases.
   *
   * @param deadline how long a demand waits for counters that have to be restored
   * @param history what counters are restored from
   * @param blocking runs what reads history
   * @param wall the clock by which calendar windows are looked up
   */
  public RedisQuotaLedger(
      Vertx vertx,
      RedisLine line,
      Duration deadline,
      RedisQuotaSettings settings,
      QuotaHistory history,
      Executor blocking,
      InstantSource wall) {
    this(
        vertx,
        new QuotaStore(line, wall, at -> QuotaStore.ASK_REDIS),
        deadline,
        settings,
        history,
        blocking);
  }

  RedisQuotaLedger(
      Vertx vertx,
      QuotaStore store,
      Duration deadline,
      RedisQuotaSettings settings,
      QuotaHistory history,
      Executor blocking) {
    this.vertx = vertx;
    this.store = store;
    this.deadline = deadline;
    this.settings = settings;
    this.delivery = new SettlementDelivery(store);
    this.running = new RunningRelays(store, settings.lease());
    this.restorer = new CounterRestorer(store, history, blocking);
    this.standing = new QuotaStanding(store, restorer);
    long renewal = Math.max(1, settings.lease().toMillis() / RENEWALS_A_LEASE);
    this.timers =
        List.of(
            vertx.setPeriodic(RETRY_MILLIS, id -> delivery.retry()),
            vertx.setPeriodic(renewal, id -> keepLeases()));
  }

  /** Returns the scripts to be loaded with every connection. */
  public static List<RedisScript> scripts() {
    return QuotaScripts.ALL;
  }

  /** Renews the leases of this process and charges what others left behind. */
  void keepLeases() {
    running.renew();
    sweep();
  }

  /** Charges what relays hold whose lease nobody renewed. */
  void sweep() {
    tenants.forEach(running::sweep);
  }

  /**
   * Counts what history says was used in the present windows of these quotas, where Redis does not
   * know them yet. Blocks.
   *
   * @return whether all of them are counted now; else the call may be repeated
   */
  public boolean restore(List<Quota> quotas) {
    quotas.forEach(quota -> tenants.add(quota.tenant()));
    return restorer.restore(quotas);
  }

  @Override
  public void reserve(QuotaDemand demand, List<Quota> quotas, Consumer<QuotaDecision> answer) {
    var call = new ReserveCall(demand, quotas);
    if (quotas.isEmpty()) {
      answer.accept(new QuotaDecision.Granted(call.uncounted()));
      return;
    }
    tenants.add(demand.caller().tenant());
    attempt(call, answer, () -> restoreAndRepeat(call, answer));
  }

  private void attempt(ReserveCall call, Consumer<QuotaDecision> answer, Runnable whenUnknown) {
    store.run(
        QuotaScripts.RESERVE,
        call.keys(),
        call.arguments(store, settings.lease()),
        reply -> {
          switch (reply) {
            case RedisReply.Answered(var value) when value != null ->
                decide(call, value, answer, whenUnknown);
            case RedisReply.Answered _, RedisReply.Unanswered _ ->
                answer.accept(unreachable(call, Sent.PERHAPS));
            case RedisReply.Unsent _ -> answer.accept(unreachable(call, Sent.NO));
          }
        });
  }

  private void decide(
      ReserveCall call, Response value, Consumer<QuotaDecision> answer, Runnable whenUnknown) {
    switch (value.get(0).toString()) {
      case "granted" -> {
        var reservation = call.granted(value);
        begin(call, Settling.Manner.USUAL);
        answer.accept(new QuotaDecision.Granted(reservation));
      }
      case "refused" -> answer.accept(call.refused(value));
      case "unknown" -> whenUnknown.run();
      default -> answer.accept(unreachable(call, Sent.NO));
    }
  }

  private void begin(ReserveCall call, Settling.Manner manner) {
    var demand = call.demand();
    running.begin(demand.relay(), new RunningRelays.Running(demand.caller().tenant(), manner));
  }

  private void restoreAndRepeat(ReserveCall call, Consumer<QuotaDecision> answer) {
    var context = vertx.getOrCreateContext();
    var _ =
        restorer
            .restoreLost(call.quotas())
            .copy()
            .completeOnTimeout(false, deadline.toMillis(), TimeUnit.MILLISECONDS)
            .thenAccept(
                all ->
                    context.runOnContext(
                        ignored -> {
                          if (all) {
                            attempt(call, answer, () -> answer.accept(unreachable(call, Sent.NO)));
                          } else {
                            answer.accept(unreachable(call, Sent.NO));
                          }
                        }));
  }

  /** Whether Redis may have got a demand. */
  private enum Sent {
    PERHAPS,
    NO
  }

  private QuotaDecision unreachable(ReserveCall call, Sent sent) {
    return switch (settings.onFailure()) {
      case DENY -> {
        if (sent == Sent.PERHAPS) {
          delivery.later(new Settling(call.uncounted(), Settling.NOTHING, Settling.Manner.UNSURE));
        }
        yield new QuotaDecision.Unreachable();
      }
      case ALLOW -> {
        begin(call, Settling.Manner.DEBT);
        yield new QuotaDecision.Granted(call.uncounted());
      }
    };
  }

  @Override
  public void settle(QuotaReservation reservation, QuotaAmount used) {
    var ended = running.end(reservation.relay());
    if (ended != null) {
      delivery.deliver(new Settling(reservation, used, ended.manner()));
    }
  }

  @Override
  public void release(QuotaReservation reservation) {
    settle(reservation, Settling.NOTHING);
  }

  @Override
  public List<QuotaStatus> status(List<Quota> quotas) {
    return standing.of(quotas);
  }

  /** Returns how many relays of this process hold a part of a quota. */
  public int held() {
    return running.count();
  }

  /** Returns how many settlements wait for Redis. */
  public int undelivered() {
    return delivery.waiting();
  }

  /** Returns how many settlements were left to their leases, for want of room. */
  public long dropped() {
    return delivery.dropped();
  }

  /** Returns how many relays of dead processes this one charged in full. */
  public long orphans() {
    return running.orphans();
  }

  /** Stops renewing leases; the line stays open. */
  @Override
  public void close() {
    timers.forEach(vertx::cancelTimer);
  }
}
