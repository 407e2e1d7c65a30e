package ai.lyss.adapter.persistence.quota;

import ai.lyss.adapter.persistence.redis.RedisReply;
import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaStatus;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How quotas stand, asked one by one. Thread-safe; blocks. */
final class QuotaStanding {

  private static final String UNKNOWN = "unknown";

  private final QuotaStore store;
  private final CounterRestorer restorer;

  QuotaStanding(QuotaStore store, CounterRestorer restorer) {
    this.store = store;
    this.restorer = restorer;
  }

  /** Returns how these quotas stand; nothing at all when one of them cannot be told. */
  List<QuotaStatus> of(List<Quota> quotas) {
    var standing = new ArrayList<QuotaStatus>();
    for (var quota : quotas) {
      var status = of(quota);
      if (status == null) {
        return List.of();
      }
      standing.add(status);
    }
    return standing;
  }

  private @Nullable QuotaStatus of(Quota quota) {
    var answer = answer(quota);
    if (answer != null && isUnknown(answer)) {
      restorer.restoreLost(List.of(quota)).join();
      answer = answer(quota);
    }
    return answer == null || isUnknown(answer)
        ? null
        : new QuotaStatus(
            quota,
            ReserveCall.number(answer, 1),
            ReserveCall.number(answer, 2),
            ReserveCall.moment(ReserveCall.number(answer, 3)));
  }

  private static boolean isUnknown(Response answer) {
    return answer.get(0).toString().equals(UNKNOWN);
  }

  private @Nullable Response answer(Quota quota) {
    var keys = new QuotaKeys(quota.tenant());
    var window = WindowSpec.of(quota, store.wall().millis());
    var reply =
        store.await(
            QuotaScripts.STATUS,
            List.of(keys.state(), keys.counter(quota)),
            List.of(store.now(), window.text()));
    return reply instanceof RedisReply.Answered(var value) ? value : null;
  }
}
