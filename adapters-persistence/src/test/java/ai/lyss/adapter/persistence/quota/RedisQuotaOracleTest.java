package ai.lyss.adapter.persistence.quota;

import static ai.lyss.adapter.persistence.quota.QuotaSamples.decide;
import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.adapter.persistence.redis.RedisServer;
import ai.lyss.domain.local.LocalQuotaLedger;
import ai.lyss.domain.port.QuotaLedger;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaId;
import ai.lyss.domain.quota.QuotaMetric;
import ai.lyss.domain.quota.QuotaReservation;
import ai.lyss.domain.quota.QuotaWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Redis and the process's own ledger answer alike, whatever is asked of both. */
@Timeout(300)
class RedisQuotaOracleTest {

  private static final Instant START = Instant.parse("2026-10-24T21:22:33.456Z");

  /** Beyond what a double holds exactly: nine millions of a currency, in nano-units. */
  private static final long BEYOND_DOUBLES = (1L << 53) + 1;

  private Instant now = START;

  private record Pair(QuotaReservation local, QuotaReservation redis) {}

  @Test
  void they_agree_in_every_answer() {
    try (var replica = Replica.at(RedisServer.shared(), () -> now)) {
      var met = new HashMap<String, Integer>();
      for (long seed = 0; seed < 60; seed++) {
        now = START;
        run(seed, new LocalQuotaLedger(() -> now), replica.ledger, met);
      }
      assertThat(met.get("Granted")).isGreaterThan(500);
      assertThat(met.get("Exhausted")).isGreaterThan(500);
      assertThat(met.get("clipped")).isGreaterThan(50);
      assertThat(met.get("warned")).isGreaterThan(100);
    }
  }

  private void run(long seed, QuotaLedger local, QuotaLedger redis, Map<String, Integer> met) {
    var random = new Random(seed);
    var samples = new QuotaSamples();
    var quotas = quotas(samples, random);
    var open = new ArrayList<Pair>();
    for (int step = 0; step < 120; step++) {
      var what = "seed %d, step %d".formatted(seed, step);
      now = now.plusMillis((long) (random.nextExponential() * pause(random)));
      if (!open.isEmpty() && random.nextInt(5) < 2) {
        end(open.remove(random.nextInt(open.size())), local, redis, random);
      } else {
        var amount =
            new QuotaAmount(1, random.nextInt(20), random.nextInt(30), scaled(random.nextInt(50)));
        var demand = samples.demand(amount, random.nextInt(6), now);
        var expected = decide(local, demand, quotas);
        var actual = decide(redis, demand, quotas);
        assertThat(actual).as(what).isEqualTo(expected);
        met.merge(expected.getClass().getSimpleName(), 1, Integer::sum);
        if (expected instanceof QuotaDecision.Granted(var held)) {
          met.merge("clipped", held.clipped() == null ? 0 : 1, Integer::sum);
          met.merge("warned", held.warning() == null ? 0 : 1, Integer::sum);
          open.add(new Pair(held, ((QuotaDecision.Granted) actual).reservation()));
        }
      }
      if (step % 5 == 0) {
        assertThat(redis.status(List.of(quotas))).as(what).isEqualTo(local.status(List.of(quotas)));
      }
    }
  }

  private static Quota[] quotas(QuotaSamples samples, Random random) {
    var quotas = new Quota[1 + random.nextInt(4)];
    for (int i = 0; i < quotas.length; i++) {
      var metric = QuotaMetric.values()[random.nextInt(QuotaMetric.values().length)];
      var window = QuotaWindow.values()[random.nextInt(QuotaWindow.values().length)];
      long limit =
          switch (metric) {
            case REQUESTS -> random.nextInt(40);
            case COST -> scaled(random.nextInt(100));
            case TOKENS, INPUT_TOKENS, OUTPUT_TOKENS -> random.nextInt(900);
          };
      var id = new QuotaId(new UUID(random.nextLong(), random.nextLong()));
      quotas[i] = samples.quota(id, metric, window, limit, List.of(333, 950));
    }
    return quotas;
  }

  /** Odd numbers, so that one that was rounded to a double shows. */
  private static long scaled(long factor) {
    return factor * (BEYOND_DOUBLES / 10) + factor;
  }

  private static long pause(Random random) {
    long[] scales = {20, 400, 2_000, 30_000, 600_000, 20_000_000};
    return random.nextInt(40) == 0 ? scales[5] : scales[random.nextInt(5)];
  }

  private static void end(Pair pair, QuotaLedger local, QuotaLedger redis, Random random) {
    var held = pair.local().amount();
    if (random.nextInt(4) == 0) {
      local.release(pair.local());
      redis.release(pair.redis());
      return;
    }
    var used =
        new QuotaAmount(
            1,
            random.nextInt(25),
            random.nextLong(held.outputTokens() + 4),
            scaled(random.nextInt(50)) + random.nextInt(3));
    local.settle(pair.local(), used);
    redis.settle(pair.redis(), used);
  }

  @Test
  void money_beyond_the_precision_of_a_double_is_counted_to_the_nano() {
    try (var replica = Replica.at(RedisServer.shared(), () -> now)) {
      for (var window : QuotaWindow.values()) {
        var samples = new QuotaSamples();
        long limit = BEYOND_DOUBLES + 2;
        var quota = samples.quota(QuotaMetric.COST, window, limit);
        var most = new QuotaAmount(1, 0, 0, limit - 1);
        decide(replica.ledger, samples.demand(most, 0, now), quota);
        assertThat(QuotaSamples.status(replica.ledger, quota).remaining()).as("%s", window).isOne();
        var one = new QuotaAmount(1, 0, 0, 1L);
        assertThat(decide(replica.ledger, samples.demand(one, 0, now), quota))
            .isInstanceOf(QuotaDecision.Granted.class);
        assertThat(decide(replica.ledger, samples.demand(one, 0, now), quota))
            .as("%s holds no nano more", window)
            .isInstanceOf(QuotaDecision.Exhausted.class);
      }
    }
  }
}
