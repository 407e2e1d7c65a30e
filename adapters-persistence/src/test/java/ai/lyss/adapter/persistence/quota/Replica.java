package ai.lyss.adapter.persistence.quota;

import ai.lyss.adapter.persistence.redis.RedisLine;
import ai.lyss.adapter.persistence.redis.RedisServer;
import ai.lyss.domain.fake.InMemoryQuotaHistory;
import ai.lyss.domain.port.QuotaHistory;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** What one process of several has: a line to Redis and a ledger on it. */
final class Replica implements AutoCloseable {

  static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Vertx VERTX = Vertx.vertx();

  final RedisLine line;
  final RedisQuotaLedger ledger;

  private Replica(
      RedisServer server,
      Duration deadline,
      RedisQuotaSettings settings,
      QuotaHistory history,
      InstantSource wall,
      Moments moments) {
    var options =
        new RedisOptions().setConnectionString(server.url()).setMaxWaitingHandlers(65_536);
    line = new RedisLine(VERTX, options, RedisQuotaLedger.scripts(), deadline, System::nanoTime);
    var store =
        new QuotaStore(
            line,
            wall,
            switch (moments) {
              case OF_REDIS -> at -> QuotaStore.ASK_REDIS;
              case OF_TEST -> at -> String.valueOf(at.toEpochMilli());
            });
    ledger =
        new RedisQuotaLedger(VERTX, store, deadline, settings, history, ForkJoinPool.commonPool());
  }

  private enum Moments {
    OF_REDIS,
    OF_TEST
  }

  /** One that goes by a clock of the test's and waits as long as a busy machine may need. */
  static Replica at(RedisServer server, InstantSource clock) {
    return at(server, clock, new InMemoryQuotaHistory(List.of()));
  }

  /** One that goes by a clock of the test's and restores from a history. */
  static Replica at(RedisServer server, InstantSource clock, QuotaHistory history) {
    return new Replica(server, PATIENT, usual(), history, clock, Moments.OF_TEST);
  }

  /** One that goes by Redis's clock, like those in service. */
  static Replica inService(
      RedisServer server, Duration deadline, RedisQuotaSettings.OnFailure onFailure) {
    return new Replica(
        server,
        deadline,
        new RedisQuotaSettings(Duration.ofSeconds(30), onFailure),
        new InMemoryQuotaHistory(List.of()),
        Clock.systemUTC(),
        Moments.OF_REDIS);
  }

  private static RedisQuotaSettings usual() {
    return new RedisQuotaSettings(Duration.ofSeconds(30), RedisQuotaSettings.OnFailure.DENY);
  }

  @Override
  public void close() {
    ledger.close();
    line.close();
  }
}
