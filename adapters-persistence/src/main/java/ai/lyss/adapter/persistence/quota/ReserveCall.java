package ai.lyss.adapter.persistence.quota;

import ai.lyss.domain.quota.Quota;
import ai.lyss.domain.quota.QuotaAmount;
import ai.lyss.domain.quota.QuotaDecision;
import ai.lyss.domain.quota.QuotaDemand;
import ai.lyss.domain.quota.QuotaReservation;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A demand as the script reads it, and its answer as the domain does.
 *
 * @param demand what is asked
 * @param quotas what it counts against, at least one
 */
record ReserveCall(QuotaDemand demand, List<Quota> quotas) {

  /** No relay runs longer; its lease ends it long before. */
  private static final Duration LONGEST_HOLD = Duration.ofDays(1);

  private static final long NEVER = -1;

  List<String> keys() {
    var keys = new QuotaKeys(demand.caller().tenant());
    return keys.ofRelay(demand.relay(), keys.counters(quotas));
  }

  List<String> arguments(QuotaStore store, Duration lease) {
    long asked = Math.max(0, demand.amount().outputTokens());
    var arguments = new ArrayList<String>();
    arguments.add(store.time().apply(demand.admittedAt()));
    arguments.add(String.valueOf(lease.toMillis()));
    arguments.add(String.valueOf(LONGEST_HOLD.toMillis()));
    arguments.add(demand.relay().toString());
    arguments.add(String.valueOf(asked));
    arguments.add(String.valueOf(Math.min(asked, Math.max(1, demand.leastOutput()))));
    for (var quota : quotas) {
      add(arguments, quota);
    }
    return arguments;
  }

  private void add(List<String> arguments, Quota quota) {
    arguments.add(WindowSpec.of(quota, demand.admittedAt().toEpochMilli()).text());
    arguments.add(String.valueOf(quota.limit()));
    arguments.add(String.valueOf(demand.amount().withoutOutput(quota.metric())));
    arguments.add(quota.metric().growsWithOutput() ? "1" : "0");
    arguments.add(quota.mode() == Quota.Mode.ENFORCED ? "1" : "0");
    arguments.add(String.valueOf(quota.warnAtPermille().size()));
    for (int permille : quota.warnAtPermille()) {
      arguments.add(String.valueOf(permille));
      arguments.add(String.valueOf(quota.threshold(permille)));
    }
  }

  /** Reads 'granted', the moment, the output, the place of a quota that warns. */
  QuotaReservation granted(Response answer) {
    long output = number(answer, 2);
    var asked = demand.amount();
    int warning = Math.toIntExact(number(answer, 3));
    return new QuotaReservation(
        demand.relay(),
        quotas,
        new QuotaAmount(asked.requests(), asked.inputTokens(), output, asked.costNanos()),
        output < asked.outputTokens() ? output : null,
        warning == 0 ? null : quotas.get(warning - 1).id(),
        Instant.ofEpochMilli(number(answer, 1)));
  }

  /** Reads 'refused', the place of the quota that binds, from when on the demand fits. */
  QuotaDecision.Exhausted refused(Response answer) {
    return new QuotaDecision.Exhausted(
        quotas.get(Math.toIntExact(number(answer, 1)) - 1), moment(number(answer, 2)));
  }

  /** What is granted without being counted: nobody answered. */
  QuotaReservation uncounted() {
    return new QuotaReservation(
        demand.relay(), quotas, demand.amount(), null, null, demand.admittedAt());
  }

  static @Nullable Instant moment(long millis) {
    return millis == NEVER ? null : Instant.ofEpochMilli(millis);
  }

  static long number(Response answer, int index) {
    return Long.parseLong(answer.get(index).toString());
  }
}
