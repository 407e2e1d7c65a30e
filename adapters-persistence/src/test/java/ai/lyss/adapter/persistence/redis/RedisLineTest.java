package ai.lyss.adapter.persistence.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetServer;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Who is to blame for a late answer: a server that is silent, or a process that stood still. A loop
 * that is busy with what it read, as with a burst of requests, comes to its timers before it reads
 * again.
 */
@Timeout(60)
class RedisLineTest {

  private static final Duration DEADLINE = Duration.ofMillis(50);
  private static final Duration STILL = DEADLINE.multipliedBy(4);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final RedisServer server = RedisServer.start();
  private final RedisLine line =
      new RedisLine(
          vertx,
          new RedisOptions().setConnectionString(server.url()),
          List.of(),
          DEADLINE,
          System::nanoTime);

  @AfterEach
  void close() {
    line.close();
    server.thaw();
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private RedisReply connected() {
    var reply = new CompletableFuture<RedisReply>();
    vertx.runOnContext(now -> line.ping(Duration.ofSeconds(20), reply::complete));
    return reply.join();
  }

  /** Calls within the reading of something else, which then takes its time. */
  private RedisReply calledWhileReading() throws IOException {
    var reply = new CompletableFuture<RedisReply>();
    NetServer listening =
        vertx
            .createNetServer()
            .connectHandler(
                socket ->
                    socket.handler(
                        read -> {
                          line.ping(DEADLINE, reply::complete);
                          standStill();
                        }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    try (var caller = new Socket(InetAddress.getLoopbackAddress(), listening.actualPort())) {
      caller.getOutputStream().write('x');
      return reply.join();
    }
  }

  private static void standStill() {
    long end = System.nanoTime() + STILL.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Test
  void reads_an_answer_that_came_while_the_process_stood_still() throws IOException {
    assertThat(connected()).isInstanceOf(RedisReply.Answered.class);
    for (int i = 0; i < 5; i++) {
      assertThat(calledWhileReading()).isInstanceOf(RedisReply.Answered.class);
    }
  }

  @Test
  void is_not_fooled_by_its_own_standing_still_about_a_silent_server() throws IOException {
    assertThat(connected()).isInstanceOf(RedisReply.Answered.class);
    server.freeze();
    assertThat(calledWhileReading()).isInstanceOf(RedisReply.Unanswered.class);
  }
}
