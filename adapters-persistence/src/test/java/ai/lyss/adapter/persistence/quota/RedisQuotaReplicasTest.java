package ai.lyss.adapter.persistence.quota;

import static ai.lyss.adapter.persistence.quota.QuotaSamples.decision;
import static ai.lyss.adapter.persistence.quota.QuotaSamples.eventually;
import static ai.lyss.adapter.persistence.quota.QuotaSamples.granted;
import static ai.lyss.adapter.persistence.quota.QuotaSamples.stands;
import static ai.lyss.adapter.persistence.quota.QuotaSamples.status;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.redis.RedisServer;
import ai.lyss.domain.fake.InMemoryQuotaHistory;
import ai.lyss.domain.port.QuotaHistory;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaWindow;
import ai.lyss.domain.store.StoreOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several processes on one Redis. */
@Timeout(120)
class RedisQuotaReplicasTest {

  private static final Instant START = Instant.parse("2026-03-10T11:22:33.456Z");

  private final QuotaSamples samples = new QuotaSamples();
  private final List<Replica> replicas = new ArrayList<>();
  private Instant now = START;

  private Replica replica() {
    return replica(new InMemoryQuotaHistory(List.of()));
  }

  private Replica replica(QuotaHistory history) {
    replicas.add(Replica.at(RedisServer.shared(), () -> now, history));
    return replicas.getLast();
  }

  @AfterEach
  void close() {
    replicas.forEach(Replica::close);
  }

  private QuotaAmount tokens(long input, long output) {
    return new QuotaAmount(1, input, output, null);
  }

  @Test
  void admit_exactly_what_is_left_of_a_thousand_each() {
    var one = replica().ledger;
    var other = replica().ledger;
    for (int left : List.of(1, 500, 1_313)) {
      var requests = samples.quota(QuotaMetric.REQUESTS, QuotaWindow.DAY, left);
      var wide = samples.quota(QuotaMetric.TOKENS, QuotaWindow.MINUTE, 1_000_000);
      var quotas = List.of(requests, wide);
      var answers = new ArrayList<CompletableFuture<QuotaDecision>>();
      for (int i = 0; i < 1_000; i++) {
        answers.add(decision(one, samples.demand(tokens(5, 5), 5, now), quotas));
        answers.add(decision(other, samples.demand(tokens(5, 5), 5, now), quotas));
      }
      assertThat(answers.stream().filter(a -> a.join() instanceof QuotaDecision.Granted).count())
          .isEqualTo(left);
      assertThat(status(other, requests).reserved()).isEqualTo(left);
      assertThat(status(one, wide).reserved()).as("refusals took nothing").isEqualTo(10L * left);
    }
  }

  @Test
  void charge_in_full_what_a_dead_one_held_and_correct_it_when_it_was_not_dead() {
    var quota = samples.quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 1_000);
    var silent = replica();
    var alive = replica();
    var left = granted(silent.ledger, samples.demand(tokens(30, 70), 70, now), quota);
    var kept = granted(alive.ledger, samples.demand(tokens(3, 7), 7, now), quota);
    now = now.plusSeconds(20);
    alive.ledger.keepLeases();
    assertThat(stands(alive.ledger, quota, 0, 110)).as("within its lease").isTrue();
    now = now.plusSeconds(11);
    alive.ledger.keepLeases();
    eventually("the dead one's is charged", () -> stands(alive.ledger, quota, 100, 10));
    eventually("and counted", () -> alive.ledger.orphans() == 1);
    alive.ledger.settle(kept, tokens(3, 1));
    assertThat(stands(alive.ledger, quota, 104, 0)).isTrue();
    silent.ledger.settle(left, tokens(30, 2));
    eventually("a late word corrects it", () -> stands(alive.ledger, quota, 36, 0));
    silent.ledger.settle(left, tokens(30, 70));
    assertThat(stands(silent.ledger, quota, 36, 0)).isTrue();
  }

  @Test
  void keep_a_relay_that_renews_its_lease() {
    var quota = samples.quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 1_000);
    var mine = replica().ledger;
    var other = replica().ledger;
    var reservation = granted(mine, samples.demand(tokens(30, 70), 70, now), quota);
    other.restore(List.of(quota));
    for (int i = 0; i < 10; i++) {
      now = now.plusSeconds(10);
      mine.keepLeases();
      assertThat(stands(mine, quota, 0, 100)).isTrue();
      other.keepLeases();
      assertThat(stands(other, quota, 0, 100)).isTrue();
    }
    mine.settle(reservation, tokens(1, 1));
    assertThat(stands(mine, quota, 2, 0)).isTrue();
  }

  /** A history that counts how often it is asked. */
  private static final class Asked implements QuotaHistory {
    final AtomicInteger times = new AtomicInteger();
    private final long used;

    Asked(long used) {
      this.used = used;
    }

    @Override
    public StoreOutcome<List<Used>> used(Quota quota, Instant from, Duration step) {
      times.incrementAndGet();
      return new StoreOutcome.Done<>(List.of(new Used(from.plus(step), used)));
    }
  }

  @Test
  void start_counters_from_history_once() {
    var history = new Asked(90);
    var quota = samples.quota(QuotaMetric.TOKENS, QuotaWindow.MINUTE, 100);
    var one = replica(history).ledger;
    var other = replica(history).ledger;
    assertThat(one.restore(List.of(quota))).isTrue();
    assertThat(one.restore(List.of(quota))).isTrue();
    granted(one, samples.demand(tokens(4, 4), 4, now), quota);
    assertThat(other.restore(List.of(quota))).isTrue();
    assertThat(history.times).hasValue(2);
    assertThat(stands(other, quota, 90, 8)).isTrue();
  }

  @Test
  void say_that_history_could_not_be_read_and_refuse_meanwhile() {
    var quota = samples.quota(QuotaMetric.TOKENS, QuotaWindow.MINUTE, 100);
    var ledger = replica((any, from, step) -> new StoreOutcome.Unavailable<>()).ledger;
    assertThat(ledger.restore(List.of(quota))).isFalse();
    assertThat(decision(ledger, samples.demand(4, 4), List.of(quota)).join())
        .isEqualTo(new QuotaDecision.Unreachable());
    assertThat(ledger.status(List.of(quota))).isEmpty();
  }

  @Test
  void rebuild_counters_that_redis_lost() {
    try (var server = RedisServer.start()) {
      var quota = samples.quota(QuotaMetric.TOKENS, QuotaWindow.TOTAL, 1_000);
      var history = new Asked(700);
      replicas.add(Replica.at(server, () -> now, history));
      var ledger = replicas.getLast().ledger;
      granted(ledger, samples.demand(tokens(10, 10), 10, now), quota);
      assertThat(stands(ledger, quota, 700, 20)).isTrue();
      server.command("FLUSHALL");
      granted(ledger, samples.demand(tokens(1, 1), 1, now), quota);
      assertThat(stands(ledger, quota, 700, 2)).isTrue();
      server.command("SCRIPT FLUSH");
      granted(ledger, samples.demand(tokens(1, 1), 1, now), quota);
      assertThat(stands(ledger, quota, 700, 4)).as("scripts are sent again").isTrue();
    }
  }

  @Test
  void leave_nothing_behind_once_windows_are_over() {
    try (var server = RedisServer.start()) {
      replicas.add(Replica.at(server, () -> now));
      var ledger = replicas.getLast().ledger;
      var minute = samples.quota(QuotaMetric.TOKENS, QuotaWindow.MINUTE, 1_000);
      var reservation = granted(ledger, samples.demand(tokens(10, 10), 10, now), minute);
      ledger.settle(reservation, tokens(1, 1));
      assertThat(stands(ledger, minute, 2, 0)).isTrue();
      var tenant = new QuotaKeys(samples.tenant);
      assertThat(server.command("EXISTS " + tenant.hold(reservation.relay()))).startsWith(":0");
      assertThat(server.command("EXISTS " + tenant.leases())).startsWith(":0");
      var left = server.command("PTTL " + tenant.counter(minute)).strip().substring(1);
      assertThat(Long.parseLong(left)).isBetween(60_500L, 3 * 60_500L);
    }
  }

  @Test
  void keep_the_keys_of_a_tenant_in_one_slot_of_a_cluster() {
    try (var server = RedisServer.start("--cluster-enabled", "yes")) {
      assertThat(server.command("CLUSTER ADDSLOTSRANGE 0 16383")).startsWith("+OK");
      eventually("the cluster is up", () -> server.command("CLUSTER INFO").contains("state:ok"));
      replicas.add(Replica.at(server, () -> now));
      var ledger = replicas.getLast().ledger;
      var day = samples.quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 1_000);
      var hour = samples.quota(QuotaMetric.COST, QuotaWindow.HOUR, 1_000);
      var reservation = granted(ledger, samples.demand(tokens(10, 10), 10, now), day, hour);
      granted(ledger, samples.demand(tokens(1, 1), 1, now), day, hour);
      ledger.settle(reservation, tokens(1, 2));
      assertThat(stands(ledger, day, 3, 2)).isTrue();
      now = now.plusSeconds(31);
      ledger.sweep();
      eventually("orphans are found", () -> stands(ledger, day, 5, 0));
    }
  }
}
