package ai.lyss.adapter.persistence.quota;

import ai.lyss.adapter.persistence.redis.RedisLine;
import ai.lyss.adapter.persistence.redis.RedisReply;
import ai.lyss.adapter.persistence.redis.RedisScript;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where the counters are, and what time it is there.
 *
 * @param line the way to Redis
 * @param wall the clock by which calendar windows are looked up
 * @param time what the scripts are told of a moment: nothing, and they ask Redis's own clock
 */
record QuotaStore(RedisLine line, InstantSource wall, Function<Instant, String> time) {

  /** What tells the scripts to ask Redis's clock. */
  static final String ASK_REDIS = "";

  /** How long those wait who may: no relay waits for them, or only as long as it likes. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Tells the scripts the present moment. */
  String now() {
    return time.apply(wall.instant());
  }

  void run(
      RedisScript script, List<String> keys, List<String> arguments, Consumer<RedisReply> answer) {
    line.run(script, keys, arguments, answer);
  }

  /** Runs a script and waits for its answer, or that there is none. */
  RedisReply await(RedisScript script, List<String> keys, List<String> arguments) {
    var answer = new CompletableFuture<RedisReply>();
    line.run(script, keys, arguments, PATIENCE, answer::complete);
    return answer.join();
  }
}
