package ai.lyss.adapter.persistence.redis;

import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/** What came of a call. */
public sealed interface RedisReply {

  /**
   * Redis answered.
   *
   * @param value its answer; null for a nil
   */
  record Answered(@Nullable Response value) implements RedisReply {}

  /** The call did not leave the process, and has no effect. */
  record Unsent() implements RedisReply {}

  /** No good answer came in time; whether the call had an effect, or will have, is not known. */
  record Unanswered() implements RedisReply {}
}
