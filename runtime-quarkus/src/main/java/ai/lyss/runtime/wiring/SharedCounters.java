package ai.lyss.runtime.wiring;

import ai.lyss.adapter.persistence.quota.RedisQuotaLedger;
import ai.lyss.adapter.persistence.quota.RedisQuotaSettings;
import ai.lyss.adapter.persistence.redis.RedisLine;
import ai.lyss.adapter.persistence.redis.RedisReply;
import ai.lyss.domain.port.QuotaHistory;
import ai.lyss.runtime.config.GatewayConfig;
import ai.lyss.runtime.config.OnStoreFailure;
import ai.lyss.runtime.health.SharedStateReadiness;
import ai.lyss.runtime.observability.Gauges;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.Config;

/** Counters in Redis, put together. */
record SharedCounters(RedisLine line, RedisQuotaLedger ledger) {

  /** How long a call may take: a relay waits no longer for a Redis that is down or frozen. */
  private static final Duration DEADLINE = Duration.ofMillis(50);

  private static final Duration PATIENCE_OF_HEALTH = Duration.ofSeconds(1);

  private static final int MOST_IN_FLIGHT = 16_384;

  static SharedCounters open(
      Config settings,
      GatewayConfig gateway,
      Vertx vertx,
      QuotaHistory history,
      InstantSource wall) {
    var line =
        new RedisLine(
            vertx, options(settings), RedisQuotaLedger.scripts(), DEADLINE, System::nanoTime);
    var quota = gateway.quota();
    var ledger =
        new RedisQuotaLedger(
            vertx,
            line,
            DEADLINE,
            new RedisQuotaSettings(quota.lease(), onFailure(quota.onStoreFailure())),
            history,
            task -> inBackground(vertx, task),
            wall);
    return new SharedCounters(line, ledger);
  }

  private static void inBackground(Vertx vertx, Runnable task) {
    vertx.executeBlocking(
        () -> {
          task.run();
          return true;
        },
        false);
  }

  private static RedisQuotaSettings.OnFailure onFailure(OnStoreFailure setting) {
    return switch (setting) {
      case DENY -> RedisQuotaSettings.OnFailure.DENY;
      case ALLOW -> RedisQuotaSettings.OnFailure.ALLOW;
    };
  }

  /** The settings keep Quarkus's names; what a cluster needs beside them it says itself. */
  private static RedisOptions options(Config settings) {
    var options = new RedisOptions().setMaxWaitingHandlers(MOST_IN_FLIGHT);
    for (var host : settings.getValue("quarkus.redis.hosts", String.class).split(",", -1)) {
      options.addConnectionString(host.strip());
    }
    text(settings, "quarkus.redis.password").ifPresent(options::setPassword);
    if (text(settings, "quarkus.redis.client-type").orElse("").equalsIgnoreCase("cluster")) {
      options.setType(RedisClientType.CLUSTER);
    }
    return options;
  }

  private static Optional<String> text(Config settings, String key) {
    return settings.getOptionalValue(key, String.class).filter(text -> !text.isBlank());
  }

  QuotaCounters counters() {
    return new QuotaCounters(ledger, ledger::restore, probe(), this::close);
  }

  private SharedStateReadiness.Probe probe() {
    return new SharedStateReadiness.Probe() {
      @Override
      public String kind() {
        return "redis";
      }

      @Override
      public boolean answers() {
        var answer = new CompletableFuture<RedisReply>();
        line.ping(PATIENCE_OF_HEALTH, answer::complete);
        return answer.join() instanceof RedisReply.Answered;
      }
    };
  }

  void show(Gauges gauges) {
    gauges
        .reservations(ledger::held)
        .sharedQuotas(ledger::undelivered, ledger::dropped, ledger::orphans);
  }

  private void close() {
    ledger.close();
    line.close();
  }
}
