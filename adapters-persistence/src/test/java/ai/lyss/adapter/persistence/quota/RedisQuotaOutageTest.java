package ai.lyss.adapter.persistence.quota;

import static ai.lyss.adapter.persistence.quota.QuotaSamples.decide;
import static ai.lyss.adapter.persistence.quota.QuotaSamples.decision;
import static ai.lyss.adapter.persistence.quota.QuotaSamples.eventually;
import static ai.lyss.adapter.persistence.quota.QuotaSamples.granted;
import static ai.lyss.adapter.persistence.quota.QuotaSamples.stands;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.redis.RedisServer;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Redis that is down, or accepts and never answers. */
@Timeout(120)
class RedisQuotaOutageTest {

  /** Long for a Redis on this machine, short for whoever waits: the machine may be busy. */
  private static final Duration DEADLINE = Duration.ofMillis(400);

  private final QuotaSamples samples = new QuotaSamples();
  private final RedisServer server = RedisServer.start();
  private final List<Replica> replicas = new ArrayList<>();

  private RedisQuotaLedger ledger(RedisQuotaSettings.OnFailure onFailure) {
    replicas.add(Replica.inService(server, DEADLINE, onFailure));
    return replicas.getLast().ledger;
  }

  @AfterEach
  void close() {
    server.thaw();
    replicas.forEach(Replica::close);
    server.close();
  }

  private static QuotaAmount tokens(long input, long output) {
    return new QuotaAmount(1, input, output, null);
  }

  @Test
  void frozen_it_refuses_within_the_deadline_and_takes_back_what_arrives_late() {
    var ledger = ledger(RedisQuotaSettings.OnFailure.DENY);
    var quota = samples.quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 1_000);
    eventually("it is there", () -> stands(ledger, quota, 0, 0));
    server.freeze();
    var answers = new ArrayList<CompletableFuture<QuotaDecision>>();
    for (int i = 0; i < 20; i++) {
      answers.add(decision(ledger, samples.demand(5, 5), List.of(quota)));
    }
    long begun = System.nanoTime();
    assertThat(answers).allMatch(a -> a.join() instanceof QuotaDecision.Unreachable);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(ledger.undelivered()).isPositive();
    begun = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      decide(ledger, samples.demand(5, 5), quota);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .as("the breaker answers at once: a hundred in less than thirty deadlines")
        .isLessThan(DEADLINE.multipliedBy(30));
    server.thaw();
    eventually("all is taken back", () -> ledger.undelivered() == 0);
    eventually("and nothing was kept", () -> stands(ledger, quota, 0, 0));
    granted(ledger, samples.demand(500, 500), quota);
  }

  @Test
  void tenants_without_a_quota_do_not_notice() {
    var ledger = ledger(RedisQuotaSettings.OnFailure.DENY);
    server.close();
    assertThat(decide(ledger, samples.demand(5, 5))).isInstanceOf(QuotaDecision.Granted.class);
  }

  @Test
  void never_there_it_refuses() {
    var ledger = ledger(RedisQuotaSettings.OnFailure.DENY);
    var quota = samples.quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 1_000);
    server.close();
    for (int i = 0; i < 20; i++) {
      assertThat(decide(ledger, samples.demand(5, 5), quota))
          .isEqualTo(new QuotaDecision.Unreachable());
    }
    assertThat(ledger.status(List.of(quota))).isEmpty();
  }

  @Test
  void allowed_it_grants_and_charges_the_debt_later() {
    var ledger = ledger(RedisQuotaSettings.OnFailure.ALLOW);
    var quota = samples.quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 100);
    var total = samples.quota(QuotaMetric.REQUESTS, QuotaWindow.TOTAL, 100);
    eventually("it is there", () -> stands(ledger, quota, 0, 0));
    assertThat(stands(ledger, total, 0, 0)).isTrue();
    server.freeze();
    for (int i = 0; i < 30; i++) {
      var debt = granted(ledger, samples.demand(5, 5), quota, total);
      assertThat(debt.amount()).isEqualTo(tokens(5, 5));
      ledger.settle(debt, tokens(5, 4));
      ledger.settle(debt, tokens(5, 5));
      ledger.release(debt);
    }
    server.thaw();
    eventually("each debt is charged once", () -> stands(ledger, quota, 270, 0));
    assertThat(stands(ledger, total, 30, 0)).isTrue();
    assertThat(decide(ledger, samples.demand(1, 0), quota))
        .isInstanceOf(QuotaDecision.Exhausted.class);
  }

  @Test
  void settlements_wait_for_a_frozen_one_and_count_once() {
    var ledger = ledger(RedisQuotaSettings.OnFailure.DENY);
    var quota = samples.quota(QuotaMetric.TOKENS, QuotaWindow.HOUR, 1_000);
    eventually("it is there", () -> stands(ledger, quota, 0, 0));
    var used = granted(ledger, samples.demand(20, 20), quota);
    var unused = granted(ledger, samples.demand(20, 20), quota);
    server.freeze();
    ledger.settle(used, tokens(20, 3));
    ledger.release(unused);
    eventually("both wait", () -> ledger.undelivered() == 2);
    server.thaw();
    eventually("both arrived", () -> stands(ledger, quota, 23, 0));
  }

  @Test
  void a_new_one_in_its_place_is_found_and_its_counters_restored() {
    var ledger = ledger(RedisQuotaSettings.OnFailure.DENY);
    var quota = samples.quota(QuotaMetric.TOKENS, QuotaWindow.DAY, 1_000);
    eventually("it is there", () -> stands(ledger, quota, 0, 0));
    server.close();
    assertThat(decide(ledger, samples.demand(5, 5), quota))
        .isEqualTo(new QuotaDecision.Unreachable());
    try (var next = RedisServer.startOn(server.port())) {
      eventually(
          "it serves again",
          () -> decide(ledger, samples.demand(5, 5), quota) instanceof QuotaDecision.Granted);
      assertThat(next.command("DBSIZE")).doesNotStartWith(":0");
    }
  }
}
