package ai.lyss.adapter.persistence.quota;

import ai.lyss.adapter.persistence.redis.RedisScript;
import java.util.List;

/** The scripts, each behind what all of them share. */
final class QuotaScripts {

  static final RedisScript RESERVE = script("reserve");
  static final RedisScript SETTLE = script("settle");
  static final RedisScript RESTORE = script("restore");
  static final RedisScript STATUS = script("status");
  static final RedisScript RENEW = script("renew");
  static final RedisScript OVERDUE = script("overdue");

  static final List<RedisScript> ALL = List.of(RESERVE, SETTLE, RESTORE, STATUS, RENEW, OVERDUE);

  private QuotaScripts() {}

  private static RedisScript script(String name) {
    return RedisScript.of("redis/counters.lua", "redis/" + name + ".lua");
  }
}
