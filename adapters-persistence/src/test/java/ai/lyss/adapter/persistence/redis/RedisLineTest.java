package ai.lyss.adapter.persistence.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is to blame for a late answer: a server that is silent, or a process that stood still. */
@Timeout(60)
class RedisLineTest {

  private static final Duration DEADLINE = Duration.ofMillis(50);
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private static RedisReply ping(Vertx vertx, RedisLine line, Duration patience, Duration still) {
    var reply = new CompletableFuture<RedisReply>();
    vertx.runOnContext(
        now -> {
          line.ping(patience, reply::complete);
          standStill(still);
        });
    return reply.join();
  }

  private static void standStill(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Test
  void reads_an_answer_that_came_while_the_process_stood_still() {
    var vertx = Vertx.vertx();
    var server = RedisServer.start();
    var options = new RedisOptions().setConnectionString(server.url());
    try (var line = new RedisLine(vertx, options, List.of(), DEADLINE, System::nanoTime)) {
      assertThat(ping(vertx, line, PATIENT, Duration.ZERO)).isInstanceOf(RedisReply.Answered.class);

      for (int i = 0; i < 5; i++) {
        assertThat(ping(vertx, line, DEADLINE, DEADLINE.multipliedBy(4)))
            .isInstanceOf(RedisReply.Answered.class);
      }
      server.freeze();
      assertThat(ping(vertx, line, DEADLINE, DEADLINE.multipliedBy(4)))
          .as("silent, whoever stood still")
          .isInstanceOf(RedisReply.Unanswered.class);
    } finally {
      server.thaw();
      server.close();
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
